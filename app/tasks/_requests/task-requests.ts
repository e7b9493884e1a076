import { request } from "#app/_client/request.ts";
import type { Run, Schedule } from "#lib/task-runs/schemas.ts";
import type { CleanupPreview } from "#lib/todo-service/cleanup/cleanup-schemas.ts";
import type { Json } from "../_run/format-run.ts";

/** How long "Run now" waits for the result before it starts looking again and again. */
const waitSeconds = 20;

/** A payload as it was typed in; the server says what is wrong with it. */
export type TypedPayload = Readonly<Record<string, Json>>;

/** What a cleanup with this payload would remove. It changes nothing. */
export function previewTask(task: string, payload: TypedPayload): Promise<CleanupPreview> {
  return request(`/api/tasks/${task}/preview`, { method: "POST", body: { payload } });
}

/** Runs a task now. The run has finished if that took less than 20 seconds. */
export async function runTask(task: string, payload: TypedPayload): Promise<Run> {
  const { run } = await request<{ run: Run }>(`/api/tasks/${task}`, {
    method: "POST",
    body: { payload },
    headers: { Prefer: `wait=${waitSeconds}` },
  });
  return run;
}

export function setPaused(task: string, paused: boolean): Promise<Schedule> {
  return request(`/api/tasks/${task}/${paused ? "pause" : "resume"}`, { method: "POST" });
}

export function cancelRun(id: string): Promise<Run> {
  return request(`/api/runs/${id}/cancel`, { method: "POST" });
}

/** Runs the task of a finished run again, with its payload. */
export async function retryRun(id: string): Promise<Run> {
  return (await request<{ run: Run }>(`/api/runs/${id}/retry`, { method: "POST" })).run;
}

/** Puts back everything that a cleanup run took, for all users. */
export function restoreRun(id: string): Promise<{ restoredCount: number }> {
  return request(`/api/runs/${id}/restore`, { method: "POST" });
}
