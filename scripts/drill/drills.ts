import { gracefulStop } from "./app/graceful-stop.ts";
import type { Drill } from "./drill.ts";
import { firstStarts } from "./embedded/first-starts.ts";
import { frozenOwner } from "./embedded/frozen-owner.ts";
import { containerImage } from "./image/image.ts";
import { divertInngest } from "./inngest/divert.ts";
import { lockedTable } from "./outages/locked-table.ts";
import { outageAtStart } from "./outages/outage-at-start.ts";
import { silentConnection } from "./outages/silent-connection.ts";
import { requestEngine } from "./request/request-engine.ts";
import { standalone } from "./standalone/standalone.ts";
import { retentionRace } from "./todos/retention-race.ts";

/** Every drill, by name. */
export const drills: readonly Drill[] = [
  firstStarts,
  frozenOwner,
  gracefulStop,
  lockedTable,
  outageAtStart,
  silentConnection,
  requestEngine,
  retentionRace,
  divertInngest,
  standalone,
  containerImage,
];

/** @throws {Error} listing the drills if there is none of this name */
export function findDrill(all: readonly Drill[], name: string): Drill {
  const drill = all.find((candidate) => candidate.name === name);
  if (drill === undefined) throw new Error(`There is no drill "${name}". There are:\n${describeDrills(all)}`);
  return drill;
}

/** One line for each drill. */
export function describeDrills(all: readonly Drill[]): string {
  const width = Math.max(...all.map(({ name }) => name.length));
  return all.map(({ name, description }) => `  ${name.padEnd(width)}  ${description}`).join("\n");
}
