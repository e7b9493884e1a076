// Started by drills and tests: starts as a command of a checkout does, on a data directory of its own. Prints the URL
// of the database, and uses it until its input ends.
import { once } from "node:events";
import { runCommand } from "#scripts/runtime/command.ts";
import { prepareLocalEnvironment } from "#scripts/runtime/local-environment.ts";

await runCommand(async ([directory]) => {
  if (directory === undefined) throw new Error("Name a data directory.");
  const local = await prepareLocalEnvironment({ demo: true, port: 3000, directory, log: console.error, source: {} });
  console.log(local.env.DATABASE_URL);
  await once(process.stdin.resume(), "close");
  await local.stop();
  return 0;
});
