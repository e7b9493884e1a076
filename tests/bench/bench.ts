import { parseArgs } from "node:util";
import { benchCleanup } from "./cleanup/cleanup.ts";
import { benchEngine } from "./engine/engine.ts";
import { benchHttp } from "./http/http.ts";
import { benchImport } from "./import.ts";
import { benchList } from "./list.ts";
import { benchMemory } from "./memory.ts";
import { describe, toRow } from "./report.ts";
import { benchRestore } from "./restore.ts";

const benchmarks = new Map([
  ["cleanup", benchCleanup],
  ["engine", benchEngine],
  ["http", benchHttp],
  ["import", benchImport],
  ["list", benchList],
  ["memory", benchMemory],
  ["restore", benchRestore],
]);

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean", default: false }, large: { type: "boolean", default: false } },
});
const benchmark = benchmarks.get(positionals[0] ?? "");
if (!benchmark || positionals.length > 1) {
  console.error(`Usage: npm run bench -- ${[...benchmarks.keys()].join("|")} [--json] [--large]`);
  process.exit(2);
}
const findings = await benchmark({ large: flags.large, log: console.log });
for (const finding of findings) console.log(describe(finding));
if (flags.json) console.log(JSON.stringify(findings.map(toRow)));
process.exitCode = findings.every(({ ok }) => ok) ? 0 : 1;
