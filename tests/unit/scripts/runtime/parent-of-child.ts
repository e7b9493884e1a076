// Started by child.test.ts: starts a child that prints its process id and would live for a minute.
import { startChild } from "#scripts/runtime/child.ts";

const exitWithParent = import.meta.resolve("#scripts/runtime/exit-with-parent.ts");
const script = "console.log(process.pid); setTimeout(() => {}, 60_000)";
await startChild(process.execPath, ["--import", exitWithParent, "--eval", script], { env: {} }).exited;
