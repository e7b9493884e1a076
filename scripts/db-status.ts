import { describeTarget } from "#lib/db/migrations/connection.ts";
import { migrationStatus } from "#lib/db/migrations/migrations.ts";
import { runCommand } from "./runtime/command.ts";
import { withLocalDatabase } from "./runtime/local-database.ts";

await runCommand(async () => {
  const { applied, pending, problems } = await withLocalDatabase((url) => {
    console.log(`Database ${describeTarget(url)}`);
    return migrationStatus(url);
  });
  for (const name of applied) console.log(`  applied  ${name}`);
  for (const name of pending) console.log(`  pending  ${name}`);
  for (const { message } of problems) console.log(`  problem  ${message}`);
  if (problems.length > 0) return 1;
  if (pending.length > 0) console.log("Apply what is pending with: npm run db:migrate");
  else console.log("The database is up to date.");
  return pending.length > 0 ? 1 : 0;
});
