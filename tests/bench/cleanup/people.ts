// Started by cleanup.ts: people who change todos at random, each as fast as the database answers, until told to stop.
import { Client } from "pg";
import { now, nthId } from "./tables.ts";

/** The start and duration of a change, in milliseconds by the clock that processes share. */
export interface Change {
  readonly at: number;
  readonly ms: number;
}

const [url = "", people = "4", todos = "0"] = process.argv.slice(2);
const changes: Change[] = [];
/** A todo that is changed after the cleanup's asOf stays. */
const afterwards = new Date(now.getTime() + 60_000);
let working = true;
process.once("message", () => {
  working = false;
});

await Promise.all(
  Array.from({ length: Number(people) }, async () => {
    const client = new Client({ connectionString: url });
    await client.connect();
    while (working) {
      const id = nthId(1 + Math.floor(Math.random() * Number(todos)));
      const startedAt = performance.now();
      await client.query("UPDATE todo SET title = $2, updated_at = $3 WHERE id = $1", [
        id,
        `Changed at ${startedAt}`,
        afterwards,
      ]);
      changes.push({ at: performance.timeOrigin + startedAt, ms: performance.now() - startedAt });
    }
    await client.end();
  }),
);
process.send?.(changes);
