// Started by crashes.test.ts: executes one attempt of a cleanup run, as a worker process does.
import { closeDatabase, createDatabase } from "#lib/db/client.ts";
import { createCleanup } from "#lib/todo-service/cleanup/cleanup.ts";
import { now } from "#tests/support/people.ts";
import { savedRun } from "../batched-delete/run-control.ts";

const [url = "", runId = ""] = process.argv.slice(2);
const database = createDatabase({ url, kind: "batch", poolSize: 2 });
const control = await savedRun(database, runId).control();
await createCleanup({ database, trashDays: 30 }).cleanUp({ runId, asOf: now, now }, control);
await closeDatabase(database);
