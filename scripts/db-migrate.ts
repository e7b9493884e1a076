import { applyMigrations } from "#lib/db/migrations/migrations.ts";
import { runCommand } from "./runtime/command.ts";
import { withLocalDatabase } from "./runtime/local-database.ts";

await runCommand(async () => {
  const onApplied = (name: string) => console.log(`applied ${name}`);
  const applied = await withLocalDatabase((url) => applyMigrations(url, { onApplied }));
  if (applied.length === 0) console.log("The database is up to date.");
  return 0;
});
