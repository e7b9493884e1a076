import { expect, test } from "vitest";
import { RunFailed, RunTimeout } from "#lib/runner/run-errors.ts";

test("RunFailed carries the recorded error; RunTimeout says that the run continues", () => {
  const error = { message: "no such owner", stack: null, retriable: false };
  expect(new RunFailed("run-1", error)).toMatchObject({ message: "no such owner", runId: "run-1", error });
  expect(new RunTimeout("run-1", 50).message).toMatch(/run-1.*50 ms.*It continues/);
});
