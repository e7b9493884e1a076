import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { resetData } from "#scripts/data-directory/reset.ts";

test("a reset deletes what the next start makes anew, and names what else it leaves", async () => {
  const directory = await mkdtemp(join(tmpdir(), "tidy-reset-"));
  try {
    const folders = ["backups", "postgres-before", "inngest"];
    for (const name of folders) await mkdir(join(directory, name));
    for (const name of ["backups/kept", "auth-secret", "cron-secret", "dev.lock", "start.lock", "start.json"])
      await writeFile(join(directory, name), "");
    expect((await resetData(directory, undefined)).sort()).toEqual(["backups", "postgres-before"]);
    const left = ["backups", "backups/kept", "dev.lock", "postgres-before", "start.json", "start.lock"];
    expect((await readdir(directory, { recursive: true })).sort()).toEqual(left);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});
