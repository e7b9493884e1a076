import type { Env } from "#lib/env.ts";
import type { NoticeMessage } from "./notice-message.ts";
import { signedHeaders } from "./signature.ts";

/** The receiver at WEBHOOK_URL. */
export interface Webhook {
  /**
   * Posts a message. The same id again is the same message, which the receiver may ignore.
   * @throws {WebhookError} for any answer but 2xx, redirects included, and for none within the deadline
   */
  post(id: string, message: NoticeMessage, now: Date): Promise<void>;
}

/** Thrown where a webhook did not take a message. Its text leaves out the address, which may hold a secret. */
export class WebhookError extends Error {
  override readonly name = "WebhookError";
}

/** A notice must not hold up the scheduler that sends it. For all of it, from the connection to the answer. */
const defaultDeadlineMs = 5_000;

/** As much of an answer is read as helps to find a fault. */
const maxAnswerBytes = 500;

/** Null where no WEBHOOK_URL is set. */
export function createWebhook(
  { WEBHOOK_URL, WEBHOOK_SECRET }: Pick<Env, "WEBHOOK_URL" | "WEBHOOK_SECRET">,
  { deadlineMs = defaultDeadlineMs }: { readonly deadlineMs?: number } = {},
): Webhook | null {
  if (WEBHOOK_URL === undefined || WEBHOOK_SECRET === undefined) return null;
  return {
    async post(id, message, now) {
      const body = JSON.stringify(message);
      const signed = signedHeaders({ id, timestamp: Math.floor(now.getTime() / 1000), body }, WEBHOOK_SECRET);
      const request = {
        method: "POST",
        headers: { "content-type": "application/json", "user-agent": "Tidy", ...signed },
        body,
        // An address that another server names is not the operator's own.
        redirect: "manual",
        signal: AbortSignal.timeout(deadlineMs),
      } as const;
      const { status, text } = await answerOf(WEBHOOK_URL, request, deadlineMs);
      if (status >= 200 && status < 300) return;
      if (status >= 300 && status < 400) {
        throw new WebhookError(`The webhook answered ${status}, a redirect. Set WEBHOOK_URL to the final address.`);
      }
      throw new WebhookError(`The webhook answered ${status}${text === "" ? "." : `: ${text}`}`);
    },
  };
}

async function answerOf(
  url: string,
  request: RequestInit,
  deadlineMs: number,
): Promise<{ readonly status: number; readonly text: string }> {
  try {
    const response = await fetch(url, request);
    return { status: response.status, text: await beginningOf(response) };
  } catch (error) {
    const isLate = error instanceof Error && error.name === "TimeoutError";
    throw new WebhookError(
      isLate
        ? `The webhook did not answer within ${deadlineMs / 1000} s.`
        : `The webhook is out of reach${codeOf(error)}.`,
    );
  }
}

async function beginningOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    length += chunk.length;
    // Leaving the loop ends the connection.
    if (length >= maxAnswerBytes) break;
  }
  const text = Buffer.concat(chunks).subarray(0, maxAnswerBytes).toString("utf8");
  return text.replaceAll(/[\p{Cc}\s]+/gu, " ").trim();
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return typeof code === "string" ? ` (${code})` : "";
}
