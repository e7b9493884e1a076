import { totalOf } from "#lib/backup/file-format.ts";
import { restoreBackup } from "#lib/backup/restore-backup.ts";
import { stopRestored } from "#lib/task-runs/stop-restored.ts";
import { parseRestoreFlags } from "./backup/backup-flags.ts";
import { runCommand } from "./runtime/command.ts";
import { withLocalDatabase } from "./runtime/local-database.ts";

await runCommand(async (args) => {
  const { file, replaces } = parseRestoreFlags(args);
  const now = new Date();
  const restored = await withLocalDatabase((url) =>
    restoreBackup(url, file, { replaces, now, stop: (client) => stopRestored(client, now) }),
  );
  const { createdAt, rows, stopped, keptAs } = restored;
  console.log(`Restored ${totalOf(rows)} rows of ${Object.keys(rows).length} tables, as they were at ${createdAt}.`);
  if (keptAs !== null)
    console.log(`What was there before is kept in the database ${keptAs}. Drop it when all is well.`);
  console.log(`Every schedule is paused. ${stopped} runs that had not ended are canceled: retry what you still want.`);
  console.log("Start Tidy, look at the cleanup's preview in the task console, and resume the schedules there.");
  return 0;
});
