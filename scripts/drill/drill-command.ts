import type { Say } from "#scripts/runtime/command.ts";
import { parseDrillFlags, usage } from "./drill-flags.ts";
import { describeDrills, drills, findDrill } from "./drills.ts";
import { runDrill } from "./run-drill.ts";

export interface DrillOutput {
  readonly say: Say;
  /** Says why a drill could not be carried out. */
  readonly complain: Say;
  /** Interrupts the drill when it aborts. */
  readonly stop: AbortSignal;
}

/**
 * Carries out `npm run drill` with these arguments. Resolves to its exit code. 0: every promise held. 1: one did not.
 * 2: the drill could not be carried out.
 */
export async function drillCommand(args: readonly string[], { say, complain, stop }: DrillOutput): Promise<0 | 1 | 2> {
  try {
    const { name, rounds, database } = parseDrillFlags(args);
    if (name === null) {
      say(`${usage}\n\n${describeDrills(drills)}`);
      return 0;
    }
    const held = await runDrill(findDrill(drills, name), { rounds, database, stop, say });
    return held ? 0 : 1;
  } catch (error) {
    complain(`\n${error instanceof Error ? (error.stack ?? error.message) : error}`);
    return 2;
  }
}
