import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fileOf } from "#lib/backup/backups.ts";
import { examineStorage, judgeBackup, judgeDisk } from "#scripts/doctor/storage.ts";

const now = new Date("2026-11-27T12:00:00Z");

test.each([
  ["a backup of last night", "2026-11-27T02:30:00Z", "ok"],
  ["a backup of the night before", "2026-11-26T02:30:00Z", "ok"],
  ["an older one", "2026-11-25T02:30:00Z", "warning"],
])("%s", (_, time, level) => {
  expect(judgeBackup("backups", { time: new Date(time), bytes: 1_234_567 }, now)).toMatchObject({
    level,
    message: expect.stringContaining("1.2 MB"),
  });
});

test.each([
  [100_000_000, "error"],
  [1_000_000_000, "warning"],
  [5_000_000_000, "ok"],
])("%d bytes left", (free, level) => {
  expect(judgeDisk({ free, size: 10_000_000_000 }).level).toBe(level);
});

describe("on a disk", () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "tidy-doctor-"));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  const examine = (backupDirectory: string | undefined) =>
    examineStorage({ backupDirectory, dataDirectory: directory, environmentFile: join(directory, ".env") }, now);
  const levels = async (backupDirectory: string | undefined) =>
    Object.fromEntries((await examine(backupDirectory)).map(({ subject, level }) => [subject, level]));

  test("backups, space and rights are looked at", async () => {
    expect(await levels(undefined)).toEqual({ backup: "not-checked", disk: expect.any(String) });
    expect(await levels(join(directory, "none"))).toMatchObject({ backup: "warning" });
    await writeFile(join(directory, fileOf(now)), "x");
    await writeFile(join(directory, ".env"), "", { mode: 0o644 });
    expect(await levels(directory)).toMatchObject({ backup: "ok", rights: "warning" });
    expect(await levels(join(directory, ".env", "backups"))).toMatchObject({ backup: "error" });
  });
});
