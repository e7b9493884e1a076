"use client";

import { hashKey, useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { notices } from "#app/_feedback/notices.ts";
import { Button } from "#app/_ui/button.tsx";
import { ConfirmDialog } from "#app/_ui/dialog.tsx";
import { bulkPreviewSchema } from "#lib/task-runs/bulk/bulk-schemas.ts";
import type { JsonObject } from "#lib/task-runs/json.ts";
import type { RunStatus } from "#lib/task-runs/schemas.ts";
import { useMayOperate } from "../_operator/may-operate.tsx";
import { previewTask, startTask } from "../_requests/task-requests.ts";
import { bulkTasks } from "../_views/task-views.tsx";
import { bulkPayload, confirmText } from "./bulk-payload.ts";
import { BulkPreviewDetails } from "./bulk-preview.tsx";

export interface BulkActionProps {
  /** The filter of the runs that are shown. */
  readonly filter: { readonly status: RunStatus | null } & Readonly<Record<string, string | null | undefined>>;
}

/**
 * Retries or cancels all runs that the filter lets through: shows their number first, then starts a run that does it,
 * and shows that run. Nothing for a viewer, or where the chosen status allows no such action.
 */
export function BulkAction({ filter }: BulkActionProps) {
  const mayOperate = useMayOperate();
  const { status } = filter;
  const task = status === null ? undefined : bulkTasks[status];
  if (!mayOperate || status === null || task === undefined) return null;
  const isCancel = status === "queued" || status === "running";
  return (
    <ConfirmedAction key={status} task={task} payload={bulkPayload(filter)} verb={isCancel ? "Cancel" : "Retry"} />
  );
}

interface ConfirmedActionProps {
  readonly task: string;
  readonly payload: JsonObject;
  readonly verb: "Cancel" | "Retry";
}

function ConfirmedAction({ task, payload, verb }: ConfirmedActionProps) {
  const router = useRouter();
  const failed = (error: Error) =>
    notices.failed({ id: `failed-${task}`, text: `Couldn’t ${verb.toLowerCase()} these runs.`, detail: error.message });
  const look = useMutation({
    mutationFn: async (looked: JsonObject) => bulkPreviewSchema.parse(await previewTask(task, looked)),
    onError: failed,
  });
  const start = useMutation({
    mutationFn: (shown: JsonObject) => startTask(task, shown),
    onSuccess: ({ id }) => router.push(`/tasks/runs/${id}`),
    onError: failed,
    onSettled: () => look.reset(),
  });
  const { data: preview, variables: looked, reset } = look;
  // The back button and the search change the view, also below the open dialog.
  const isOutdated = looked !== undefined && hashKey([looked]) !== hashKey([payload]);
  useEffect(() => {
    if (isOutdated) reset();
  }, [isOutdated, reset]);
  // Only what was shown: the view may change at this very moment.
  const confirm = () => {
    if (looked !== undefined && preview !== undefined && preview.count > 0)
      start.mutate({ ...looked, asOf: preview.asOf });
  };
  return (
    <>
      <Button pending={look.isPending} onClick={() => look.mutate(payload)}>
        {verb} all…
      </Button>
      <ConfirmDialog
        open={preview !== undefined}
        onClose={reset}
        onConfirm={confirm}
        pending={start.isPending}
        tone={verb === "Cancel" ? "danger" : "primary"}
        title={`${verb} all runs of this view?`}
        confirmLabel={preview === undefined ? verb : confirmText(verb, preview)}
      >
        {preview !== undefined && <BulkPreviewDetails value={preview} />}
      </ConfirmDialog>
    </>
  );
}
