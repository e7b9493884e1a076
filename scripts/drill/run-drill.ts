import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Say } from "#scripts/runtime/command.ts";
import type { Drill } from "./drill.ts";
import { createDrillDatabase } from "./drill-database.ts";

export interface DrillOptions {
  readonly rounds: number | undefined;
  /** A server for the drill's databases; undefined starts an embedded one. */
  readonly database: string | undefined;
  readonly stop: AbortSignal;
  readonly say: Say;
}

/**
 * Variables that any program needs, on any system, and the place of Node's compile cache. Everything else may be a
 * setting of Tidy or of PostgreSQL.
 */
const systemVariables = [
  ...["PATH", "HOME", "TMPDIR", "TEMP", "TMP", "LANG", "SystemRoot", "ComSpec", "APPDATA"],
  "NODE_COMPILE_CACHE",
];

/**
 * Carries a drill out and takes everything down again. Resolves to whether every promise held.
 * @throws {Error} if it could not be carried out, or checked nothing
 */
export async function runDrill(drill: Drill, { rounds, database, stop, say }: DrillOptions): Promise<boolean> {
  const steps: (() => Promise<void>)[] = [];
  const atEnd = (step: () => Promise<void>) => void steps.push(step);
  const outcomes: boolean[] = [];
  say(`${drill.name}: ${drill.description}`);
  const directory = await mkdtemp(join(tmpdir(), "tidy-drill-"));
  atEnd(() => rm(directory, { recursive: true, force: true, maxRetries: 5 }));
  try {
    await drill.run({
      rounds,
      directory,
      env: systemEnvironment(process.env),
      stop,
      say,
      atEnd,
      createDatabase: () => createDrillDatabase({ server: database, directory: join(directory, "database"), atEnd }),
      check(promise, held, found) {
        outcomes.push(held);
        say(`  ${held ? "held  " : "BROKEN"}  ${promise}${found === undefined ? "" : ` (${found})`}`);
      },
    });
  } finally {
    for (const step of steps.reverse()) await step().catch((error) => say(`could not clean up: ${error}`));
  }
  if (stop.aborted) throw new Error("The drill was interrupted.");
  if (outcomes.length === 0) throw new Error(`${drill.name} checked nothing.`);
  const broken = outcomes.filter((held) => !held).length;
  say(broken === 0 ? `all ${outcomes.length} promises held` : `${broken} of ${outcomes.length} promises broken`);
  return broken === 0;
}

function systemEnvironment(source: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const entries = systemVariables.flatMap((name) => (source[name] ? [[name, source[name]] as const] : []));
  return Object.fromEntries(entries);
}
