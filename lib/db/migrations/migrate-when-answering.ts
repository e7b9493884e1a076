import { untilAnswering } from "../until-answering.ts";
import { applyMigrations } from "./migrations.ts";

/**
 * Applies the pending migrations, as soon as the database answers. `onWait` hears the reason of a wait once, and again
 * when it changes. Resolves to false if the signal aborted before.
 * @throws {MigrationError} if the database cannot be migrated, however long one waits
 */
export async function migrateWhenAnswering(
  databaseUrl: string,
  options: {
    readonly onApplied: (name: string) => void;
    readonly onWait: (reason: string) => void;
    readonly signal: AbortSignal;
  },
): Promise<boolean> {
  const { onApplied, onWait, signal } = options;
  let told = "";
  const tellOnce = (error: unknown) => {
    const text = error instanceof Error ? error.message : String(error);
    if (text !== told) onWait(text);
    told = text;
  };
  const migrate = () => applyMigrations(databaseUrl, { onApplied, onBlocked: tellOnce });
  return (await untilAnswering(migrate, { signal, onFailure: tellOnce })) !== null;
}
