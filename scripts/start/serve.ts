// One server process. Started by become-server.ts and next-server.ts: `node serve.ts start [-H HOST] -p PORT`
import { readFileSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { join } from "node:path";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  allowPositionals: true,
  options: { hostname: { type: "string", short: "H" }, port: { type: "string", short: "p" } },
});
const { hostname, port } = values;
const dir = process.cwd();
// Next says how long it took.
process.env.NEXT_PRIVATE_START_TIME ??= String(Math.round(performance.timeOrigin));
// As Next's own standalone server does it. `next start` compiles next.config.ts again, with a compiler of 40 MB.
const { config } = JSON.parse(readFileSync(join(dir, ".next", "required-server-files.json"), "utf8"));
process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config);
const { startServer } = await import("next/dist/server/lib/start-server.js");
await startServer({ dir, isDev: false, port: Number(port), ...(hostname !== undefined && { hostname }) });
// Otherwise written only by a process that ends in peace.
setTimeout(flushCompileCache, 10_000).unref();
