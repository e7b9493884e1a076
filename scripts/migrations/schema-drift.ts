import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { withSchemaEngine } from "./schema-engine.ts";

const schemaPath = fileURLToPath(new URL("../../prisma/schema.prisma", import.meta.url));

/**
 * The SQL that would change a migrated database to schema.prisma; empty if they agree. Prisma's comparison does not
 * see CHECK constraints, partial and expression indexes, triggers and functions.
 */
export async function schemaDrift(databaseUrl: string): Promise<string> {
  const schema = { files: [{ path: "schema.prisma", content: await readFile(schemaPath, "utf8") }] };
  const { stdout } = await withSchemaEngine(databaseUrl, (engine) =>
    engine.diff({
      from: { tag: "schemaDatasource", ...schema, configDir: "." },
      to: { tag: "schemaDatamodel", ...schema },
      script: true,
      exitCode: null,
      filters: { externalTables: ["public._prisma_migrations"], externalEnums: [] },
    }),
  );
  const sql = (stdout ?? "").trim();
  return sql === "-- This is an empty migration." ? "" : sql;
}
