import { parseArgs } from "node:util";
import { generateClient } from "./migrations/generate-client.ts";
import { createMigrationFile } from "./migrations/new-migration.ts";
import { runCommand } from "./runtime/command.ts";
import { withLocalDatabase } from "./runtime/local-database.ts";

await runCommand(async (args) => {
  const name = parseArgs({ args: [...args], allowPositionals: true }).positionals.join(" ");
  if (name === "") {
    console.error("Name the migration after what it changes, e.g.: npm run db:new -- add-todo-color");
    return 1;
  }
  const created = await withLocalDatabase((url) => createMigrationFile({ name, serverUrl: url, now: new Date() }));
  console.log(`Wrote ${created.path}`);
  await generateClient();
  console.log("Generated the Prisma client, so that the compiler knows the new schema.");
  if (!created.hasChanges) {
    console.log("The migrations already do all that schema.prisma says. The file is empty, for SQL of your own.");
  }
  console.log("Write CHECK constraints and partial indexes by hand: Prisma doesn't see them. Then: npm run db:migrate");
  return 0;
});
