import { checkoutDirectory } from "#scripts/runtime/checkout.ts";
import { runCommand } from "#scripts/runtime/command.ts";
import { buildStandalone } from "./build.ts";

await runCommand(async () => {
  console.log(`Start it with: node ${await buildStandalone(checkoutDirectory)}/start.js`);
  return 0;
});
