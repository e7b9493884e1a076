import { z } from "zod";

/** What a run of `notice/send` did: nothing where the notice was sent before. */
export const noticeSendResultSchema = z.object({ sent: z.boolean() });

/** How many receivers took the notice of a run of `notice/test`. */
export const noticeTestResultSchema = z.object({ sentCount: z.int().min(1) });
