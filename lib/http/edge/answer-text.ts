import { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";
import { compress, takesGzip } from "./compressed-text.ts";

/** The text of an answer, once its route has made it. */
interface AnswerText {
  text: string | null;
}

declare global {
  /** On globalThis, since Next bundles routes and the code that watches requests apart. */
  var tidyAnswerTexts: AsyncLocalStorage<AnswerText> | undefined;
}

function texts(): AsyncLocalStorage<AnswerText> {
  globalThis.tidyAnswerTexts ??= new AsyncLocalStorage();
  return globalThis.tidyAnswerTexts;
}

/** Lets the route that handles the present request give the text of its answer past Next. */
export function expectText(): AnswerText {
  const answer: AnswerText = { text: null };
  texts().enterWith(answer);
  return answer;
}

/**
 * Has the text sent in one piece as the body of the answer, which itself must have none. Next would make a stream of it
 * and send head, text and end apart. Returns false where nothing waits for it.
 */
export function sendText(text: string): boolean {
  const answer = texts().getStore();
  if (answer === undefined) return false;
  answer.text = text;
  return true;
}

/** The content of an answer that ends: the text, if Next has none itself. Compressed where the client takes that. */
export function contentOf(response: ServerResponse, { text }: AnswerText, given: unknown[]): unknown[] {
  if (text === null || given.length > 0 || response.headersSent) return given;
  response.appendHeader("Vary", "Accept-Encoding");
  const compressed = takesGzip(response.req.headers["accept-encoding"]) ? compress(text) : null;
  if (compressed !== null) response.setHeader("Content-Encoding", "gzip");
  const content = compressed ?? text;
  response.setHeader("Content-Length", Buffer.byteLength(content));
  return [content];
}
