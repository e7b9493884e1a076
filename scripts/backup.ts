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
    const { bytes, rows } = await writeBackup(url, file, { now: new Date() });
    console.log(`${file}: ${totalOf(rows)} rows of ${Object.keys(rows).length} tables, ${sizeText(bytes)}.`);
    if (!verifies) return 0;
    if (!(await mayCreateDatabases(url))) {
      console.log("Not checked: the database's user may not create a scratch database (ALTER ROLE … CREATEDB).");
      return 0;
    }
    await verifyBackup(url, file);
    console.log("Checked: it was restored into a scratch database, and every table has as many rows.");
    return 0;
  });
});
