import { parseDrillFlags, usage } from "./drill/drill-flags.ts";
import { describeDrills, drills, findDrill } from "./drill/drills.ts";
import { runDrill } from "./drill/run-drill.ts";
import { listenForStop } from "./runtime/stop-request.ts";

process.exitCode = await main(process.argv.slice(2));

/** 0: every promise held. 1: one did not. 2: the drill could not be carried out. */
async function main(args: readonly string[]): Promise<0 | 1 | 2> {
  try {
    const { name, rounds, database } = parseDrillFlags(args);
    if (name === null) {
      console.log(`${usage}\n\n${describeDrills(drills)}`);
      return 0;
    }
    const stop = listenForStop().requested;
    const held = await runDrill(findDrill(drills, name), { rounds, database, stop, say: console.log });
    return held ? 0 : 1;
  } catch (error) {
    console.error(`\n${error instanceof Error ? (error.stack ?? error.message) : error}`);
    return 2;
  }
}
