import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fileOf } from "#lib/backup/backups.ts";
import { createApp } from "#lib/composition/create-app.ts";
import { testEnv } from "#tests/support/app-env.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner, addTodo, daysAgo, now } from "#tests/support/people.ts";
import { setUpFolder } from "./folder.ts";

const source = setUpTestDatabase();
const folder = setUpFolder();

test("a run writes a backup that was checked, keeps the newest of its own files, and clears up after cut-off ones", async () => {
  await addTodo(source.db, await addOwner(source.db));
  const old = [3, 2, 1].map((days) => fileOf(daysAgo(days)));
  const cutOff = (hours: number) => `${fileOf(new Date(now.getTime() - hours * 3_600_000))}.unfinished`;
  for (const file of [...old, "mine.backup", cutOff(25), cutOff(23), "mine.unfinished"])
    await writeFile(join(folder.path, file), "");
  const env = testEnv(source.url, { BACKUP_DIR: folder.path, BACKUP_KEEP: "2" });
  const app = createApp(env, { clock: () => now });
  try {
    const file = fileOf(now);
    const result = await app.tasks.systemBackup.execute({});
    expect(result).toMatchObject({ file, verified: true, removed: old.slice(0, 2) });
    expect(result.rows).toBeGreaterThan(1);
    expect((await folder.files()).sort()).toEqual(["mine.backup", "mine.unfinished", cutOff(23), old[2], file].sort());
  } finally {
    await app.close();
  }
});

test("a folder that cannot be written fails a run at once, which names BACKUP_DIR and what to do", async () => {
  await writeFile(join(folder.path, "file"), "");
  for (const place of ["file", join("file", "backups")]) {
    const app = createApp(testEnv(source.url, { BACKUP_DIR: join(folder.path, place) }));
    try {
      const attempt = app.tasks.systemBackup.execute({});
      await expect(attempt).rejects.toThrow(/^BACKUP_DIR is .*file.* cannot write .*ReadWritePaths=/);
    } finally {
      await app.close();
    }
  }
});

test("without a folder a run fails at once and says what to set, and none is scheduled", async () => {
  const app = createApp(testEnv(source.url));
  try {
    await expect(app.tasks.systemBackup.execute({})).rejects.toThrow(/BACKUP_DIR/);
    await app.schedules.register(now);
    const schedule = (await app.schedules.list()).find(({ task }) => task === "system/backup");
    expect(schedule).toMatchObject({ cron: null });
  } finally {
    await app.close();
  }
});
