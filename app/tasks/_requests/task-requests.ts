import { api } from "#app/_client/api.ts";
import type { JsonObject } from "#lib/task-runs/json.ts";
import type { Run } from "#lib/task-runs/schemas.ts";
import { pathOf } from "./task-path.ts";

/** The seconds that "Run now" waits for the result before it polls. */
const waitSeconds = 20;

/** A payload as it was typed in. The server finds its errors. */
export type TypedPayload = JsonObject;

/** Previews a run with this payload. Changes nothing, but records that titles were shown. */
export function previewTask(
  task: string,
  payload: TypedPayload,
  { titles = false }: { readonly titles?: boolean } = {},
) {
  return api("POST /api/tasks/[domain]/[action]/preview", {
    params: pathOf(task),
    body: { payload, ...(titles && { titles }) },
  });
}

/** Runs a task now. The run has finished if that took less than 20 seconds. */
export async function runTask(task: string, payload: TypedPayload) {
  const { run } = await api("POST /api/tasks/[domain]/[action]", {
    params: pathOf(task),
    body: { payload },
    headers: { Prefer: `wait=${waitSeconds}` },
  });
  return run;
}

/** Starts a run of a task, and doesn't wait for it. */
export async function startTask(task: string, payload: TypedPayload) {
  return (await api("POST /api/tasks/[domain]/[action]", { params: pathOf(task), body: { payload } })).run;
}

/** Runs the task of a removal that waited for an operator's word again, with that word. */
export async function confirmRun({ task, payload }: Run) {
  const given = payload !== null && typeof payload === "object" && !Array.isArray(payload) ? payload : {};
  return (
    await api("POST /api/tasks/[domain]/[action]", {
      params: pathOf(task),
      body: { payload: { ...given, confirmed: true } },
    })
  ).run;
}

/** Pauses a task's schedule. `reason`: empty for none. */
export function pauseSchedule(task: string, reason: string) {
  return api("POST /api/tasks/[domain]/[action]/pause", { params: pathOf(task), body: { reason } });
}

export function resumeSchedule(task: string) {
  return api("POST /api/tasks/[domain]/[action]/resume", { params: pathOf(task) });
}

/** Runs the next slot of a task's schedule ahead of its time. Refused where `slot` is not the next one by now. */
export async function runNextSlot(task: string, slot: string) {
  return (await api("POST /api/tasks/[domain]/[action]/run-next-slot", { params: pathOf(task), body: { slot } })).run;
}

export function cancelRun(id: string) {
  return api("POST /api/runs/[id]/cancel", { params: { id } });
}

/** Lets a run execute that waited for an operator's word. */
export function releaseRun(id: string) {
  return api("POST /api/runs/[id]/release", { params: { id } });
}

/** Runs the task of a finished run again, with its payload. */
export async function retryRun(id: string) {
  return (await api("POST /api/runs/[id]/retry", { params: { id } })).run;
}

/** Starts a run that restores everything that a cleanup run took, for all users. */
export async function restoreRun(id: string) {
  return (await api("POST /api/runs/[id]/restore", { params: { id } })).run;
}
