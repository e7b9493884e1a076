import { expect, test } from "vitest";
import { RequestError } from "#app/_client/request-error.ts";
import { makeCommand } from "#app/(todos)/_outbox/make-command.ts";
import type { Entry } from "#app/(todos)/_outbox/outbox.ts";
import { obstacleOf, waitingText } from "#app/(todos)/_outbox/reports/obstacle.ts";

const now = new Date("2026-11-24T12:00:00.000Z");
const command = makeCommand({ kind: "clear-completed", todoIds: [], base: null, changes: null }, "account", now);
const waiting = (status?: number): Entry => ({
  command,
  standing: { status: "waiting", ...(status !== undefined && { trouble: { status, message: "" } }) },
});
const problem = (status: number, kind: string) =>
  new RequestError(status, "", { type: `https://tidy.example#${kind}` });
const refused: Entry = { command, standing: { status: "refused", message: "" } };

test.each([
  ["nothing waits", [], true, null, null],
  ["a change is on its way", [waiting()], true, null, null],
  ["a refused change doesn’t wait", [refused], false, null, null],
  ["there is no network", [waiting()], false, null, "1 change waits for the network."],
  ["the server fails", [waiting(503), waiting()], true, null, "2 changes wait for the server."],
  ["the session is over", [waiting(401)], true, null, "1 change waits until you sign in again."],
  ["the session is over, and nothing waits", [], true, problem(401, "unauthenticated"), "You are signed out."],
  ["a poll fails otherwise", [], true, problem(503, "unavailable"), null],
  [
    "the session is another account’s",
    [waiting(409)],
    true,
    null,
    "Somebody else is signed in to this browser. 1 change waits for you.",
  ],
  [
    "the session is another account’s, and nothing waits",
    [],
    true,
    problem(409, "other-account"),
    "Somebody else is signed in to this browser. What you type is kept for you.",
  ],
] as const)("%s", (_, entries, isOnline, error, text) => {
  const obstacle = obstacleOf(entries, isOnline, error);
  expect(obstacle && waitingText(obstacle)).toBe(text);
});
