import { expect, test } from "vitest";
import { fileOf, timeOf, tooMany } from "#lib/backup/backups.ts";

test("a file is named by its time, to the second, and sorts by it", () => {
  const time = new Date("2026-11-27T02:30:00Z");
  expect(fileOf(time)).toBe("tidy-2026-11-27T023000Z.backup");
  expect(timeOf(fileOf(time))).toEqual(time);
  expect(timeOf("tidy.backup")).toBeNull();
});

test("the oldest of its own files are too many, whatever else is there", () => {
  const files = [
    "tidy-2026-11-27T023000Z.backup",
    "tidy-2026-11-25T023000Z.backup",
    "a.backup",
    "tidy-2026-11-26T023000Z.backup",
  ];
  expect(tooMany(files, 2)).toEqual(["tidy-2026-11-25T023000Z.backup"]);
  expect(tooMany(files, 3)).toEqual([]);
});
