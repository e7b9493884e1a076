import { z } from "zod";
import { defineTask } from "../define-task.ts";
import { noticeSendResultSchema } from "../notice-send-schemas.ts";

export const noticeSend = defineTask({
  name: "notice/send",
  title: "Send a notice",
  description: "Tells operators by webhook or mail that something does not work, or works again.",
  payload: z.strictObject({
    noticeId: z.uuid().describe("The recorded notice."),
  }),
  result: noticeSendResultSchema,
  // A scheduler executes it itself, in one attempt, and tries again later. This is for a run that somebody asked for.
  retries: { limit: 3, delaySeconds: 10 },
  run: async ({ noticeId }, { clock, services }) => ({ sent: await services.notices.deliver(noticeId, clock()) }),
});
