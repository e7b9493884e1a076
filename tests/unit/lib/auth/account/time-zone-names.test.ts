import { expect, test } from "vitest";
import { currentZoneName, timeZoneNames } from "#lib/auth/account/time-zone-names.ts";

test("zones have their current names, each once, and the runtime knows them", () => {
  const names = timeZoneNames();
  expect(names).toContain("Asia/Kolkata");
  expect(names).toContain("Europe/Kyiv");
  expect(names).toContain("UTC");
  expect(names).not.toContain("Asia/Calcutta");
  expect(new Set(names).size).toBe(names.length);
  for (const timeZone of names) expect(() => new Intl.DateTimeFormat("en", { timeZone })).not.toThrow();
});

test("a name that was not changed stays", () => {
  expect(currentZoneName("Asia/Calcutta")).toBe("Asia/Kolkata");
  expect(currentZoneName("Europe/Berlin")).toBe("Europe/Berlin");
});
