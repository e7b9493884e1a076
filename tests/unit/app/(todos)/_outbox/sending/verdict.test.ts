import { expect, test } from "vitest";
import { RequestError } from "#app/_client/request-error.ts";
import { type Command, changeOf } from "#app/(todos)/_outbox/command.ts";
import { makeCommand } from "#app/(todos)/_outbox/make-command.ts";
import { judge } from "#app/(todos)/_outbox/sending/verdict.ts";
import { todoAt } from "../../todos.ts";

const make = (intent: Parameters<typeof makeCommand>[0]): Command => makeCommand(intent, "account", new Date());
const rename = make(changeOf(todoAt(1), { title: "Mine" }));
const pin = make(changeOf(todoAt(1), { pinned: true }));
const remove = make({ kind: "delete", todoIds: [todoAt(1).id], base: todoAt(1), changes: null });
const failure = (status: number, kind = "", rest: object = {}) =>
  new RequestError(status, "No.", { type: `https://tidy.example.com/docs#${kind}`, ...rest });

test.each([
  ["no network", failure(0), true],
  ["signed out", failure(401, "unauthenticated"), true],
  ["signed in as somebody else", failure(409, "other-account"), true],
  ["too many requests", failure(429, "too-many-requests"), true],
  ["an outage", failure(503, "unavailable"), true],
  ["a fault", failure(500, "internal"), false],
  ["too slow", failure(408), false],
])("%s: later", (_case, error, everything) => {
  expect(judge(rename, error, true)).toMatchObject({ kind: "later", everything, waitMs: null });
});

test("waits as long as the server says", () => {
  expect(judge(rename, failure(429, "too-many-requests", { retryAfterSeconds: 7 }), true)).toMatchObject({
    waitMs: 7_000,
  });
});

test("somebody else's edit is a question", () => {
  const errors = [{ field: "title", message: "was changed somewhere else" }];
  const error = failure(409, "edit-conflict", { errors, current: todoAt(1, { title: "Not mine" }) });
  const standing = { status: "question", current: { title: "Not mine" }, fields: ["title"] };
  expect(judge(rename, error, true)).toMatchObject({ kind: "stands", standing });
});

test("a deleted todo: words are kept, where it can be restored; deleting it again is done", () => {
  expect(judge(rename, failure(404, "not-found"), true)).toEqual({ kind: "stands", standing: { status: "gone" } });
  const refused = { kind: "stands", standing: { status: "refused", message: "No." } };
  expect(judge(rename, failure(404, "not-found"), false)).toEqual(refused);
  expect(judge(pin, failure(404, "not-found"), true)).toEqual(refused);
  expect(judge(remove, failure(404, "not-found"), true)).toMatchObject({ kind: "done" });
});

test("anything else is refused for good, also a fault of the page", () => {
  for (const status of [400, 403, 409, 413, 422]) {
    expect(judge(rename, failure(status), true)).toMatchObject({ standing: { status: "refused", message: "No." } });
  }
  expect(judge(rename, new TypeError("x is undefined"), true)).toMatchObject({ standing: { status: "refused" } });
});
