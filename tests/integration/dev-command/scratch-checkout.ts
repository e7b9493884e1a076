import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { checkoutDirectory } from "#scripts/runtime/checkout.ts";

/** Stands for Next: answers at once, with what a test wants to know about it. */
const next = `
const { createServer } = require("node:http");
const port = Number(process.argv[process.argv.indexOf("-p") + 1]);
const { DATABASE_URL, INNGEST_DEV, TASK_ENGINE } = process.env;
const about = JSON.stringify({ pid: process.pid, mode: process.argv[2], env: { DATABASE_URL, INNGEST_DEV, TASK_ENGINE } });
createServer((_, response) => response.end(about)).listen(port, "127.0.0.1");
`;

const seed = `console.log("seeded for", process.env.ADMIN_EMAILS);`;

/**
 * A second checkout with the real scripts and migrations, and stand-ins for Next and the demo data: the command is
 * tested, not the app, and the data of this checkout stays out of it.
 */
export async function createScratchCheckout(): Promise<{ directory: string; remove(): Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), "tidy-checkout-"));
  const modules = join(checkoutDirectory, "node_modules");
  for (const path of ["scripts", "prisma", "lib", "package.json"]) {
    await cp(join(checkoutDirectory, path), join(directory, path), { recursive: true });
  }
  await mkdir(join(directory, "node_modules"));
  for (const name of await readdir(modules)) {
    if (name !== "next") await symlink(join(modules, name), join(directory, "node_modules", name));
  }
  await write(join(directory, "node_modules/next/package.json"), `{ "name": "next", "version": "0.0.0" }`);
  await write(join(directory, "node_modules/next/dist/bin/next"), next);
  await write(join(directory, "scripts/seed-demo.ts"), seed);
  await write(join(directory, ".next/BUILD_ID"), "test");
  return { directory, remove: () => rm(directory, { recursive: true, force: true }) };
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
