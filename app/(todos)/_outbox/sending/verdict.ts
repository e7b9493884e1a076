import { RequestError } from "#app/_client/request-error.ts";
import { editedFields } from "#lib/todo-service/todos/edited-fields.ts";
import type { Command } from "../command.ts";
import type { Standing, Trouble } from "../outbox.ts";
import type { Outcome } from "./send-command.ts";

/** The consequence of a failed try for a command. */
export type Verdict =
  /** The server has carried out the command. */
  | { readonly kind: "done"; readonly outcome: Outcome }
  /** The server may take it later. `everything`: nothing else would get through now, either. */
  | { readonly kind: "later"; readonly everything: boolean; readonly trouble: Trouble; readonly waitMs: number | null }
  /** It won't be sent again as it is. */
  | { readonly kind: "stands"; readonly standing: Exclude<Standing, { readonly status: "waiting" }> };

/** Statuses that say nothing about the command: no network, signed out, too slow, too many requests, an outage. */
const ofEverything = new Set([0, 401, 429, 503]);
const temporary = new Set([408, 425]);

/** Judges a failed try. An error that isn't the server's answer is a fault of the page: trying again won't mend it. */
export function judge(command: Command, error: unknown, hasTrash: boolean): Verdict {
  if (!(error instanceof RequestError))
    return { kind: "stands", standing: { status: "refused", message: "Something went wrong on this page." } };
  const { status, message, current, fields, retryAfterSeconds } = error;
  const isOthers = error.is("other-account");
  if (ofEverything.has(status) || temporary.has(status) || status >= 500 || isOthers) {
    const waitMs = retryAfterSeconds === undefined ? null : retryAfterSeconds * 1000;
    return { kind: "later", everything: ofEverything.has(status) || isOthers, trouble: { status, message }, waitMs };
  }
  if (current !== undefined) {
    const differing = editedFields.filter((name) => fields.some(({ field }) => field === name));
    return { kind: "stands", standing: { status: "question", current, fields: differing } };
  }
  if (status === 404 && command.kind === "delete") return { kind: "done", outcome: {} };
  if (status === 404 && hasTrash && hasText(command)) return { kind: "stands", standing: { status: "gone" } };
  return { kind: "stands", standing: { status: "refused", message } };
}

/** Whether a person would lose words with the command. */
function hasText(command: Command): boolean {
  return command.kind === "change" && (command.changes.title !== undefined || command.changes.notes !== undefined);
}
