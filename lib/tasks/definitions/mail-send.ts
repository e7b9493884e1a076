import { z } from "zod";
import { mailSendResultSchema } from "#lib/mail/mail-send-schemas.ts";
import { defineTask } from "../define-task.ts";
import { PermanentError } from "../errors.ts";

export const mailSend = defineTask({
  name: "mail/send",
  title: "Send a mail",
  description: "Sends one mail about an account, e.g. the link to choose a new password.",
  payload: z.strictObject({
    // Its recipient and words stay out of payloads, which history and engines keep.
    mailId: z.uuid().describe("The stored message."),
  }),
  result: mailSendResultSchema,
  // About 20 minutes in all: greylisting servers accept a mail after 5 to 15.
  retries: { limit: 7, delaySeconds: 10 },
  async run({ mailId }, { clock, services, log }) {
    try {
      const sent = await services.mail.deliver(mailId, clock());
      if (!sent) log.info("There is nothing to send: the mail was sent before, or is no longer wanted.");
      return { sent };
    } catch (error) {
      if (isRefusedForGood(error)) throw new PermanentError(error.message, { cause: error });
      throw error;
    }
  },
});

function isRefusedForGood(error: unknown): error is Error {
  return error instanceof Error && "retriable" in error && error.retriable === false;
}
