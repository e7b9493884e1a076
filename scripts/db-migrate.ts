import { applyMigrations } from "#lib/db/migrations/migrations.ts";
import { runCommand } from "./runtime/command.ts";
import { withLocalDatabase } from "./runtime/local-database.ts";

await runCommand(async () => {
  // Vercel builds in a folder that nobody keeps.
  if (process.env.VERCEL && !process.env.DATABASE_URL) {
    throw new Error("DATABASE_URL is not set for this environment of Vercel: docs/deploy-vercel.md, step 3.");
  }
  const onApplied = (name: string) => console.log(`applied ${name}`);
  const applied = await withLocalDatabase((url) => applyMigrations(url, { onApplied }));
  if (applied.length === 0) console.log("The database is up to date.");
  return 0;
});
