import { untilAnswering } from "#lib/db/until-answering.ts";
import { applyMigrations } from "#scripts/migrations/migrations.ts";
import type { Say } from "#scripts/runtime/command.ts";

/**
 * Applies the pending migrations, as soon as the database answers. Says once what it waits for, and again when that
 * changes. Resolves to false if the signal aborted before.
 * @throws {MigrationError} if the database cannot be migrated, however long one waits
 */
export async function migrateWhenAnswering(
  databaseUrl: string,
  { say, signal }: { readonly say: Say; readonly signal: AbortSignal },
): Promise<boolean> {
  let told = "";
  const sayOnce = (error: unknown) => {
    const text = error instanceof Error ? error.message : String(error);
    if (text !== told) say(`${text} Trying again.`);
    told = text;
  };
  const migrate = () =>
    applyMigrations(databaseUrl, { onApplied: (name) => say(`applied ${name}`), onBlocked: sayOnce });
  return (await untilAnswering(migrate, { signal, onFailure: sayOnce })) !== null;
}
