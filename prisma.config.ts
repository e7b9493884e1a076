import { existsSync } from "node:fs";
import { defineConfig } from "prisma/config";

/**
 * `generate`, `validate` and `format` need no schema engine, yet Prisma downloads one first. Naming any
 * executable that exists prevents that on machines without internet. Commands that do need the engine are left alone.
 */
const offlineCommands = new Set(["generate", "validate", "format"]);
if (process.argv.some((argument) => offlineCommands.has(argument)) && existsSync(process.execPath)) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
}

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  ...(process.env.DATABASE_URL ? { datasource: { url: process.env.DATABASE_URL } } : {}),
});
