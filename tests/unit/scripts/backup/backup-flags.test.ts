import { describe, expect, test } from "vitest";
import { parseBackupFlags, parseRestoreFlags } from "#scripts/backup/backup-flags.ts";

test("a file is all that is needed", () => {
  expect(parseBackupFlags(["a.backup"])).toEqual({ file: "a.backup", verifies: true });
  expect(parseBackupFlags(["a.backup", "--no-verify"])).toEqual({ file: "a.backup", verifies: false });
  expect(parseRestoreFlags(["a.backup"])).toEqual({ file: "a.backup", replaces: false });
  expect(parseRestoreFlags(["--replace", "a.backup"])).toEqual({ file: "a.backup", replaces: true });
});

describe("what is wrong is answered with the usage", () => {
  test.each([[[]], [["a", "b"]], [["a", "--force"]]])("%j", (args) => {
    expect(() => parseBackupFlags(args)).toThrow(/npm run backup/);
    expect(() => parseRestoreFlags(args)).toThrow(/npm run restore/);
  });
});
