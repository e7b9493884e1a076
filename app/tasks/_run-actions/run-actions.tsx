"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { notices } from "#app/_feedback/notices.ts";
import { Button } from "#app/_ui/button.tsx";
import type { Run } from "#lib/task-runs/schemas.ts";
import { NeedsConfirmation } from "#lib/tasks/errors.ts";
import { taskKeys } from "../_requests/task-queries.ts";
import { cancelRun, releaseRun, retryRun } from "../_requests/task-requests.ts";
import { isActive, isHeld } from "../_run/run-state.ts";
import { viewsOf } from "../_views/task-views.tsx";
import { ConfirmRemoval } from "./confirm-removal.tsx";
import { useKeptFocus } from "./use-kept-focus.ts";

export interface RunActionsProps {
  readonly run: Run;
  readonly title: string;
}

/** Actions on a run: cancel it while it is under way, else run it again, and the actions of its task. */
export function RunActions({ run, title }: RunActionsProps) {
  const client = useQueryClient();
  const router = useRouter();
  const refresh = () => client.invalidateQueries({ queryKey: taskKeys.all });
  const failed = (text: string) => (error: Error) =>
    notices.failed({ id: `failed-${run.id}`, text, detail: error.message });
  const cancel = useMutation({
    mutationFn: () => cancelRun(run.id),
    onError: failed("Couldn’t cancel this run."),
    onSettled: refresh,
  });
  const release = useMutation({
    mutationFn: () => releaseRun(run.id),
    onError: failed("Couldn’t let this run execute."),
    onSettled: refresh,
  });
  const retry = useMutation({
    mutationFn: () => retryRun(run.id),
    onSuccess: ({ id }) => router.push(`/tasks/runs/${id}`),
    onError: failed(`Couldn’t run “${title}” again.`),
    onSettled: refresh,
  });
  const isUnderWay = isActive(run);
  const group = useKeptFocus();
  const { Actions } = viewsOf(run.task);

  if (isUnderWay) {
    const isAsked = run.cancelRequestedAt !== null;
    return (
      <div {...group} className="flex flex-wrap gap-2">
        {isHeld(run) && (
          <Button pending={release.isPending} onClick={() => release.mutate()}>
            Let it run
          </Button>
        )}
        <Button pending={cancel.isPending || isAsked} onClick={() => cancel.mutate()}>
          {isAsked ? "Canceling…" : "Cancel run"}
        </Button>
      </div>
    );
  }
  return (
    <div {...group} className="flex flex-wrap gap-2">
      {run.error?.name === NeedsConfirmation.errorName && <ConfirmRemoval run={run} title={title} />}
      {Actions !== undefined && run.startedAt !== null && <Actions run={run} />}
      <Button pending={retry.isPending} onClick={() => retry.mutate()}>
        Run again
      </Button>
    </div>
  );
}
