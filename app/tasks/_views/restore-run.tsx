"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { notices } from "#app/_feedback/notices.ts";
import { Button } from "#app/_ui/button.tsx";
import { ConfirmDialog } from "#app/_ui/dialog.tsx";
import { RestoreIcon } from "#app/_ui/icons/restore-icon.tsx";
import type { Run } from "#lib/task-runs/schemas.ts";
import { restoreRun } from "../_requests/task-requests.ts";
import { hasRemoved } from "./has-removed.ts";

/**
 * Undoes a cleanup: starts a run that restores the todos it moved to the trash, and shows that run. Nothing for a
 * cleanup that removed nothing.
 */
export function RestoreRun({ run }: { readonly run: Run }) {
  const router = useRouter();
  const [isAsking, setAsking] = useState(false);
  const restore = useMutation({
    mutationFn: () => restoreRun(run.id),
    onSuccess: ({ id }) => router.push(`/tasks/runs/${id}`),
    onError: (error) => notices.failed({ id: `failed-${run.id}`, text: "Couldn’t restore.", detail: error.message }),
    onSettled: () => setAsking(false),
  });
  if (!hasRemoved(run)) return null;
  return (
    <>
      <Button icon={<RestoreIcon className="size-4" />} onClick={() => setAsking(true)}>
        Restore its todos
      </Button>
      <ConfirmDialog
        open={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => restore.mutate()}
        pending={restore.isPending}
        tone="primary"
        title="Restore what this run removed?"
        confirmLabel="Restore"
      >
        All of its todos that are still in the trash return to their owners’ lists. They come back pinned, so that the
        next cleanup leaves them alone.
      </ConfirmDialog>
    </>
  );
}
