import { z } from "zod";

/** The result of a run of `mail/send`: not sent where it was sent before, or where there was nobody to send it to. */
export const mailSendResultSchema = z.object({ sent: z.boolean() });
