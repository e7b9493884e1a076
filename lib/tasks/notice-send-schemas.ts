import { z } from "zod";

/** The result of a run of `notice/send`: not sent where it was sent before. */
export const noticeSendResultSchema = z.object({ sent: z.boolean() });

/** The number of receivers that took the notice of a run of `notice/test`. */
export const noticeTestResultSchema = z.object({ sentCount: z.int().min(1) });
