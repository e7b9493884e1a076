"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { notices } from "#app/_feedback/notices.ts";
import { Button } from "#app/_ui/button.tsx";
import { ConfirmDialog } from "#app/_ui/dialog.tsx";
import { RestoreIcon } from "#app/_ui/icons/restore-icon.tsx";
import type { Run } from "#lib/task-runs/schemas.ts";
import { taskKeys } from "../_requests/task-queries.ts";
import { cancelRun, restoreRun, retryRun } from "../_requests/task-requests.ts";
import { isActive, todosText } from "./format-run.ts";

export interface RunActionsProps {
  readonly run: Run;
  readonly title: string;
}

/** What can be done with a run: stop it while it is under way, else run it again, and undo a cleanup. */
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
  const retry = useMutation({
    mutationFn: () => retryRun(run.id),
    onSuccess: ({ id }) => router.push(`/tasks/runs/${id}`),
    onError: failed(`Couldn’t run “${title}” again.`),
    onSettled: refresh,
  });

  if (isActive(run)) {
    return (
      <Button pending={cancel.isPending} disabled={run.cancelRequestedAt !== null} onClick={() => cancel.mutate()}>
        {run.cancelRequestedAt === null ? "Cancel run" : "Canceling…"}
      </Button>
    );
  }
  return (
    <div className="flex flex-wrap gap-2">
      {run.task === "todo/cleanup" && run.startedAt !== null && <RestoreRun run={run} />}
      <Button pending={retry.isPending} onClick={() => retry.mutate()}>
        Run again
      </Button>
    </div>
  );
}

function RestoreRun({ run }: { readonly run: Run }) {
  const [isAsking, setAsking] = useState(false);
  const restore = useMutation({
    mutationFn: () => restoreRun(run.id),
    onSuccess: ({ restoredCount }) =>
      notices.done({
        id: `restored-${run.id}`,
        text:
          restoredCount === 0
            ? "Nothing of this run is in the trash any more."
            : `Restored ${todosText(restoredCount)}.`,
      }),
    onError: (error) => notices.failed({ id: `failed-${run.id}`, text: "Couldn’t restore.", detail: error.message }),
    onSettled: () => setAsking(false),
  });
  return (
    <>
      <Button icon={<RestoreIcon className="size-4" />} onClick={() => setAsking(true)}>
        Put back what it took
      </Button>
      <ConfirmDialog
        open={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => restore.mutate()}
        pending={restore.isPending}
        tone="primary"
        title="Put back what this run took?"
        confirmLabel="Put back"
      >
        Everything of this run that is still in the trash returns to the lists of all its owners, pinned, so that the
        next cleanup leaves it alone.
      </ConfirmDialog>
    </>
  );
}
