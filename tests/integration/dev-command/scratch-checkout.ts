import { mkdir, readdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { checkoutDirectory } from "#scripts/runtime/checkout.ts";
import { type CheckoutCopy, copyCheckout } from "#tests/support/processes/checkout-copy.ts";

/** Stands for Next: answers at once, with facts about itself for tests. */
const next = `
const { createServer } = require("node:http");
const { DATABASE_URL, INNGEST_DEV, TASK_ENGINE } = process.env;
const env = { DATABASE_URL, INNGEST_DEV, TASK_ENGINE };
const about = JSON.stringify({ pid: process.pid, mode: process.argv[2], flags: process.execArgv, env });
const listen = (port) => createServer((_, response) => response.end(about)).listen(port, "127.0.0.1");
`;

const nextCommand = `${next} listen(Number(process.argv[process.argv.indexOf("-p") + 1]));`;
const nextServer = `${next} exports.startServer = async ({ port }) => listen(port);`;

const seed = `console.log("seeded for", process.env.ADMIN_EMAILS);`;

/**
 * A second checkout with the real scripts and migrations, and stand-ins for Next and the demo data: the command is
 * tested, not the app, and the data of this checkout stays out of it.
 */
export async function createScratchCheckout(): Promise<CheckoutCopy> {
  const copy = await copyCheckout(["scripts", "prisma", "lib", "package.json"]);
  const modules = join(checkoutDirectory, "node_modules");
  await mkdir(join(copy.directory, "node_modules"));
  for (const name of await readdir(modules)) {
    if (name !== "next") await symlink(join(modules, name), join(copy.directory, "node_modules", name));
  }
  await copy.write("node_modules/next/package.json", `{ "name": "next", "version": "0.0.0" }`);
  await copy.write("node_modules/next/dist/bin/next", nextCommand);
  await copy.write("node_modules/next/dist/server/lib/start-server.js", nextServer);
  await copy.write(".next/required-server-files.json", `{ "config": {} }`);
  await copy.write("scripts/seed-demo.ts", seed);
  await copy.write(".next/BUILD_ID", "test");
  return copy;
}
