import { expect, test } from "vitest";
import { bulkPayload, confirmText } from "#app/tasks/_bulk/bulk-payload.ts";

test("a bulk action gets what the filter says, and nothing of what it leaves open", () => {
  expect(bulkPayload({ task: "mail/send", status: "failed", trigger: null, q: "" })).toEqual({
    task: "mail/send",
    status: "failed",
  });
});

test.each([
  [0, true, "Retry"],
  [1, true, "Retry 1 run"],
  [1500, true, "Retry 1,500 runs"],
  [1000, false, "Retry all of them"],
])("%i runs (all counted: %s) are confirmed by “%s”", (count, isComplete, text) => {
  expect(confirmText("Retry", { count, isComplete })).toBe(text);
});
