import { totalOf } from "#lib/backup/file-format.ts";
import { mayCreateDatabases, verifyBackup } from "#lib/backup/verify-backup.ts";
import { writeBackup } from "#lib/backup/write-backup.ts";
import { parseBackupFlags } from "./backup/backup-flags.ts";
import { sizeText } from "./backup/size-text.ts";
import { runCommand } from "./runtime/command.ts";
import { withLocalDatabase } from "./runtime/local-database.ts";

await runCommand(async (args) => {
  const { file, verifies } = parseBackupFlags(args);
  return await withLocalDatabase(async (url) => {
    const now = new Date();
    const checks = verifies && (await mayCreateDatabases(url));
    const { bytes, rows } = await writeBackup(url, file, {
      now,
      ...(checks && { check: async (path) => void (await verifyBackup(url, path, { now })) }),
    });
    console.log(`${file}: ${totalOf(rows)} rows of ${Object.keys(rows).length} tables, ${sizeText(bytes)}.`);
    if (checks) console.log("Checked: it was restored into a scratch database, and every table has as many rows.");
    else if (verifies)
      console.log("Not checked: the database's user may not create a scratch database (ALTER ROLE … CREATEDB).");
    return 0;
  });
});
