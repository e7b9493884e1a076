import type { Finding } from "../report.ts";
import { measureAmongPeople } from "./among-people.ts";
import { rawDelete, rawMove } from "./contenders.ts";
import { measureMemory } from "./memory.ts";
import { startBenchServer } from "./server.ts";
import { compareMany, measureFew, measureHuge, measureNothing } from "./speed.ts";
import { countOf, type Mix, mixes } from "./tables.ts";

/** Compares a cleanup with single statements that do the same to the same rows. */
export async function benchCleanup(options: { large: boolean; log: (line: string) => void }): Promise<Finding[]> {
  const { log } = options;
  const server = await startBenchServer();
  async function prepare(template: keyof typeof mixes) {
    const mix: Mix = mixes[template];
    log(`making a table of ${countOf(mix)} todos, ${mix.due} of them due`);
    await server.prepare(template, mix);
  }
  try {
    await prepare("many_due");
    const moved = await compareMany(server, "500,000 to the trash", { raw: rawMove, trashDays: 30 }, log);
    const deleted = await compareMany(server, "500,000 with TRASH_DAYS=0", { raw: rawDelete, trashDays: 0 }, log);
    log("4 people change todos while 500,000 leave");
    const amongPeople = await measureAmongPeople(server);
    await prepare("few_due");
    const few = await measureFew(server);
    const nothing = await measureNothing(server);
    log("comparing the memory of processes");
    const memory = await measureMemory(server);
    const findings = [moved, deleted, few, nothing, amongPeople, memory];
    if (!options.large) return findings;
    await prepare("huge");
    return [...findings, await measureHuge(server, few.value)];
  } finally {
    await server.stop();
  }
}
