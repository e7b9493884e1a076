import { cp, mkdir, readdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startChild } from "#scripts/runtime/child.ts";
import { traceFiles } from "./traced-files.ts";

/** Commands that an operator may call beside the server: `node scripts/user.ts …` */
const commands = ["backup", "db-migrate", "db-status", "doctor", "inngest-sync", "restore", "task", "user"];

/**
 * Builds a checkout, and beside it a folder that needs Node alone: server, migrations, commands and just the packages
 * that they load. Resolves to the folder's path.
 * @throws {Error} if Next cannot build it
 */
export async function buildStandalone(directory: string): Promise<string> {
  const folder = join(directory, ".next", "standalone");
  await rm(folder, { recursive: true, force: true });
  const next = fileURLToPath(import.meta.resolve("next/dist/bin/next"));
  const env = { ...process.env, BUILD_STANDALONE: "1" };
  const code = await startChild(process.execPath, [next, "build"], { env, cwd: directory, nodeEnv: "production" })
    .exited;
  if (code !== 0) throw new Error(`next build failed with exit code ${code}; the reason stands above.`);
  await removeSecrets(folder);
  const programs = commands.map((name) => join("scripts", `${name}.ts`));
  const files = await traceFiles(directory, programs);
  for (const path of [...files, "public", "prisma/migrations", join(".next", "static")]) {
    await copy(join(directory, path), join(folder, path));
  }
  await copy(fileURLToPath(new URL("./start.ts", import.meta.url)), join(folder, "start.js"));
  return folder;
}

/** Next copies the `.env` files that it was built with. */
async function removeSecrets(folder: string): Promise<void> {
  const names = await readdir(folder);
  for (const name of names.filter((each) => each.startsWith(".env"))) await rm(join(folder, name));
}

async function copy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to, { recursive: true, force: true });
}
