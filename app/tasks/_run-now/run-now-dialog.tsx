"use client";

import { Dialog } from "#app/_ui/dialog.tsx";
import { RunNow, type RunNowProps } from "./run-now.tsx";

/** Runs a task with a payload that is typed in, and shows the result when it arrives. */
export function RunNowDialog({ task, open, onClose }: RunNowProps & { readonly open: boolean }) {
  return (
    <Dialog open={open} onClose={onClose} title={`Run “${task.title}”`}>
      <RunNow task={task} onClose={onClose} />
    </Dialog>
  );
}
