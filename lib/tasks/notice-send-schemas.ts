import { z } from "zod";

/** What a run of `notice/send` did: nothing where the notice was sent before. */
export const noticeSendResultSchema = z.object({ sent: z.boolean() });
