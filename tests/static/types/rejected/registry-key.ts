import { systemPing } from "#lib/tasks/definitions/system-ping.ts";
import { taskRunsPrune } from "#lib/tasks/definitions/task-runs-prune.ts";
import { keyedByName } from "#lib/tasks/registry.ts";

export const right = keyedByName({ systemPing, taskRunsPrune });
export const otherName = keyedByName({ ping: systemPing }); // rejected: TS2322
export const swapped = keyedByName({ taskRunsPrune: systemPing }); // rejected: TS2322
export const otherCase = keyedByName({ taskrunsPrune: taskRunsPrune }); // rejected: TS2322
export const noTask = keyedByName({ systemPing: { title: "Heartbeat" } }); // rejected: TS2322
