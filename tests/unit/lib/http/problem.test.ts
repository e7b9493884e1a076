import { expect, test, vi } from "vitest";
import { DomainError } from "#lib/errors.ts";
import { RequestError, toProblem } from "#lib/http/problem.ts";

const context = { appUrl: "https://tidy.example.com", reference: "reference-1" };

test("a DomainError is known by another copy of its module, as Next makes one for each bundle", async () => {
  vi.resetModules();
  const copy = await import("#lib/errors.ts");
  expect(copy.DomainError).not.toBe(DomainError);
  const error = new copy.DomainError("not-found", "There is no such todo.");
  expect(error).toBeInstanceOf(DomainError);
  expect(toProblem(error, context)).toMatchObject({ status: 404, detail: "There is no such todo." });
});

test.each([[new Error("x")], [null], ["text"], [{ kind: "not-found" }]])("%s is no DomainError", (value) => {
  expect(value instanceof DomainError).toBe(false);
});

test("a client that breaks off its own request is no outage, though its connection broke", () => {
  const cause = Object.assign(new Error("aborted"), { code: "ECONNRESET" });
  expect(toProblem(new RequestError("malformed", "It broke off.", { cause }), context)).toMatchObject({ status: 400 });
  expect(toProblem(cause, context)).toMatchObject({ status: 503 });
});

test("how long to wait is part of the problem", () => {
  const error = new DomainError("too-many-requests", "Wait 5 s.", { retryAfterSeconds: 5 });
  expect(toProblem(error, context)).toMatchObject({ status: 429, retryAfterSeconds: 5 });
});
