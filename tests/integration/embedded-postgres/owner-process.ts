// Started by the tests: starts the server of the directory it is given, says so, and holds it until its input ends.
import { once } from "node:events";
import { startEmbeddedPostgres } from "#scripts/embedded-postgres/embedded-postgres.ts";

const [directory] = process.argv.slice(2);
if (directory === undefined) throw new Error("Name a directory.");
const server = await startEmbeddedPostgres({ directory });
console.log(server.url);
await once(process.stdin.resume(), "close");
await server.stop();
