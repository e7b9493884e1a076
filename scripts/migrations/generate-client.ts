import { execFile } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { checkoutDirectory } from "../runtime/checkout.ts";

/** Makes the Prisma client of schema.prisma anew, in lib/db/generated. @throws {Error} with what Prisma says */
export async function generateClient(): Promise<void> {
  const prisma = join(dirname(fileURLToPath(import.meta.resolve("prisma/package.json"))), "build/index.js");
  // Prisma would ask for a newer version of itself, and wait where there is no internet.
  const env = { ...process.env, CHECKPOINT_DISABLE: "1" };
  await promisify(execFile)(process.execPath, [prisma, "generate"], { cwd: checkoutDirectory, env });
}
