import { drillCommand } from "./drill/drill-command.ts";
import { listenForStop } from "./runtime/stop-request.ts";

const output = { say: console.log, complain: console.error, stop: listenForStop().requested };
process.exitCode = await drillCommand(process.argv.slice(2), output);
