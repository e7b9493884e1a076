import { z } from "zod";

/** What a run of `mail/send` did: nothing where the mail was sent before, or where there was nobody to send it to. */
export const mailSendResultSchema = z.object({ sent: z.boolean() });
