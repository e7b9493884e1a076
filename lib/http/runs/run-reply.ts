import type { App } from "#lib/composition/create-app.ts";
import { isFinished, type Run } from "#lib/task-runs/schemas.ts";
import { preferredWaitSeconds } from "../prefer.ts";
import { accepted, json, type Reply } from "../reply.ts";

interface RunBody {
  readonly run: Run;
}

const addressOf = (run: Run) => `/api/runs/${run.id}`;

/** 202 with a run that is queued. */
export function acceptedRun(run: Run): Reply<RunBody> {
  return accepted({ run }, addressOf(run));
}

/** 200 with a run that is finished already, else 202. */
export function startedRun(run: Run): Reply<RunBody> {
  return isFinished(run) ? json({ run }, { headers: { location: addressOf(run) } }) : acceptedRun(run);
}

/** Waits as long as the request prefers: 200 with the run if it finishes in time, else 202. */
export async function preferredRun(
  run: Run,
  { app, request }: { app: App; request: Request },
): Promise<Reply<RunBody>> {
  const timeoutMs = preferredWaitSeconds(request.headers) * 1000;
  if (timeoutMs === 0) return acceptedRun(run);
  // A process that is about to end doesn't wait: another one executes the run.
  const signal = AbortSignal.any([request.signal, app.stopping]);
  const waited = await app.runs.wait(run.id, { timeoutMs, signal });
  if (!isFinished(waited)) return acceptedRun(waited);
  return json({ run: waited }, { headers: { location: addressOf(waited), "preference-applied": "wait" } });
}
