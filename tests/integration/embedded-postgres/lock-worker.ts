// Started by lock-race.test.ts: takes a lock again and again, and reports each time that it was not alone.
import { readFile, rm, writeFile } from "node:fs/promises";
import { setImmediate as turn } from "node:timers/promises";
import { withLock } from "#scripts/data-directory/file-lock.ts";
import { ignoreMissing } from "#scripts/runtime/files.ts";
import { isAlive } from "#scripts/runtime/processes.ts";

const [path, times, end] = process.argv.slice(2);
if (path === undefined) throw new Error("Name a lock.");
const mark = `${path}-mark`;

console.log("ready");
for (let time = 0; time < Number(times); time += 1) await withLock(path, work);
if (end === "dies-holding") await withLock(path, async () => process.kill(process.pid, "SIGKILL"));

/** Finds the mark of another process only if that works at the same time, or was killed while it did. */
async function work(): Promise<void> {
  const other = Number(await ignoreMissing(readFile(mark, "utf8")));
  if (other > 0 && isAlive(other)) console.log(`not alone: ${other} works too`);
  await writeFile(mark, String(process.pid));
  await turn();
  if (Number(await ignoreMissing(readFile(mark, "utf8"))) !== process.pid) console.log("not alone: the mark changed");
  await rm(mark, { force: true });
}
