import { type Access, recallCaller } from "#lib/auth/access.ts";
import type { KnownCaller } from "#lib/auth/callers/known-callers.ts";
import type { App } from "#lib/composition/create-app.ts";
import { isFromOtherSite } from "../edge/origin.ts";
import { isPageOf } from "../page-account.ts";
import type { Reply } from "../reply.ts";
import type { ReadInput, RequestInput } from "./request-input.ts";

/** The argument of a handler that answers by one statement, which alone proves the caller. */
export interface AtOnceContext<Input> {
  readonly app: App;
  readonly proof: KnownCaller["proof"];
  readonly input: Input;
  readonly now: Date;
  readonly request: Request;
}

interface AtOnceRequest {
  readonly app: App;
  readonly request: Request;
  readonly now: Date;
  readonly access: Access;
  readonly readInput: ReadInput;
  readonly answer: (context: AtOnceContext<RequestInput>) => Promise<Reply<unknown> | null>;
}

/** An answer, or none and the caller that the request was counted for. */
export type AtOnce =
  | { readonly reply: Reply<unknown>; readonly userId: string }
  | { readonly reply: null; readonly counted: string | null };

const notTried: AtOnce = { reply: null, counted: null };

/**
 * Answers a caller who was let in before by one statement, which proves that they still are. Whatever is out of the
 * ordinary is left to the ordinary way, which does all checks and tells the reason.
 * @throws {DomainError} `too-many-requests`
 */
export async function answerAtOnce(parts: AtOnceRequest): Promise<AtOnce> {
  const { app, request, now, access, readInput, answer } = parts;
  const caller = recallCaller(access, request.headers, { auth: app.auth, now });
  if (caller === null || !isPageOf(request, caller.userId)) return notTried;
  if (caller.via === "session" && isFromOtherSite(request, app.env.APP_URL)) return notTried;
  const input = await readInput().catch(() => null);
  if (input === null) return notTried;
  const counted = `${caller.via} ${caller.userId}`;
  app.auth.throttle.take(counted, now);
  const reply = await answer({ app, proof: caller.proof, input, now, request });
  if (reply !== null) return { reply, userId: caller.userId };
  caller.forget();
  return { reply: null, counted };
}
