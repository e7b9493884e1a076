// Started by drills and tests: opens the embedded database of a data directory, says its URL, and uses it until its
// input ends.
import { once } from "node:events";
import { runCommand } from "#scripts/runtime/command.ts";
import { openLocalDatabase } from "#scripts/runtime/local-database.ts";

await runCommand(async ([directory]) => {
  if (directory === undefined) throw new Error("Name a data directory.");
  const database = await openLocalDatabase({ url: undefined, directory, log: console.error });
  console.log(database.url);
  await once(process.stdin.resume(), "close");
  await database.stop();
  return 0;
});
