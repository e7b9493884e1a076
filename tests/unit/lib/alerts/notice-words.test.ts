import { expect, test } from "vitest";
import { messageOf } from "#lib/alerts/notice-words.ts";
import type { Alert } from "#lib/notices/alerts-table.ts";

const now = new Date("2026-11-27T05:00:00Z");
const summaryOf = (kind: Alert["kind"], isWatched: boolean) => {
  const alert = { id: "a", key: kind, kind, task: "todo/cleanup", failed: null, startedAt: now, resolvedAt: now };
  const words = { detail: "", isWatched, title: "Clean up", appUrl: "https://tidy.example.com", now };
  return messageOf(alert, words).data.summary;
};

test("what is not watched any more is not called well", () => {
  expect(summaryOf("heartbeat", true)).toBe("The heartbeat is well again");
  expect(summaryOf("heartbeat", false)).toBe("The heartbeat is not watched now");
  expect(summaryOf("no-success", true)).toBe("“Clean up” is well again");
  expect(summaryOf("no-success", false)).toBe("“Clean up” is not watched now");
});
