import { z } from "zod";
import { defineTask } from "../define-task.ts";
import { PermanentError } from "../errors.ts";
import { noticeTestResultSchema } from "../notice-send-schemas.ts";

export const noticeTest = defineTask({
  name: "notice/test",
  title: "Send a test notice",
  description: "Sends everybody who gets notices one that nothing is wrong, to see whether it arrives.",
  payload: z.strictObject({}),
  result: noticeTestResultSchema,
  // The operator waits for the answer, and tries again.
  retries: { limit: 0, delaySeconds: 1 },
  async run(_payload, { clock, services }) {
    const sentCount = await services.notices.sendTest(clock());
    if (sentCount === 0) throw new PermanentError("Nobody gets notices: set WEBHOOK_URL, or SMTP_URL and an admin.");
    return { sentCount };
  },
});
