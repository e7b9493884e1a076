import { expect, test } from "vitest";
import { examineClock } from "#scripts/doctor/database/database.ts";
import { judgeTimeZone } from "#scripts/doctor/database/session.ts";
import { about } from "#scripts/doctor/finding.ts";
import { isSameOrigin } from "#scripts/doctor/loopback.ts";
import { describe as print, summarize } from "#scripts/doctor/report.ts";

const { ok, error, notChecked } = about("cron route");

test("a finding is one line, its fix another", () => {
  expect(print(ok("Fine."))).toBe("ok           cron route: Fine.");
  expect(print(error("Broken.", "Mend it."))).toBe("ERROR        cron route: Broken.\n             → Mend it.");
});

test("the summary counts each level", () => {
  expect(summarize([ok("a"), ok("b"), error("c", "d"), notChecked("e")])).toBe(
    "2 ok, 0 warnings, 1 error, 1 not checked",
  );
});

test.each([
  [1_999, "ok"],
  [-2_500, "warning"],
  [60_000, "error"],
  [-3_600_000, "error"],
])("a database clock that is %s ms ahead: %s", (aheadMs, level) => {
  expect(examineClock(aheadMs).level).toBe(level);
});

test("the names of this machine are one place, other names are not", () => {
  expect(isSameOrigin("http://localhost:3000", "http://127.0.0.1:3000")).toBe(true);
  expect(isSameOrigin("http://localhost:3000", "http://localhost:4000")).toBe(false);
  expect(isSameOrigin("https://tidy.example.com", "https://www.tidy.example.com")).toBe(false);
});

test("the app's sessions must be in UTC, by any of its names", () => {
  expect(["UTC", "Etc/UTC", "GMT"].map((zone) => judgeTimeZone(zone).level)).toEqual(["ok", "ok", "ok"]);
  expect(["Asia/Tokyo", "Europe/London"].map((zone) => judgeTimeZone(zone).level)).toEqual(["error", "error"]);
});
