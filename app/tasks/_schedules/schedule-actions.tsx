"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { LazyConfirm } from "#app/_feedback/lazy-confirm.tsx";
import { notices } from "#app/_feedback/notices.ts";
import { Button } from "#app/_ui/button.tsx";
import { useMayOperate } from "../_operator/may-operate.tsx";
import { runNextSlot } from "../_requests/task-requests.ts";
import { PauseButton } from "../_task-list/pause-button.tsx";

export interface ScheduleActionsProps {
  readonly task: { readonly name: string; readonly title: string };
  readonly paused: boolean;
  /** The next slot in words; null where none can be run ahead of its time. */
  readonly nextSlot: string | null;
}

/** Pause, resume, and run the next slot now. */
export function ScheduleActions({ task, paused, nextSlot }: ScheduleActionsProps) {
  const router = useRouter();
  const [isAsking, setAsking] = useState(false);
  const run = useMutation({
    mutationFn: () => runNextSlot(task.name),
    onSuccess: ({ id }) => router.push(`/tasks/runs/${id}`),
    onError: (error) => {
      router.refresh();
      const text = `Couldn’t run the next slot of “${task.title}”.`;
      notices.failed({ id: `slot-${task.name}`, text, detail: error.message });
    },
  });
  if (!useMayOperate()) return null;
  const confirm = () => {
    setAsking(false);
    run.mutate();
  };
  return (
    <div className="flex flex-wrap gap-2">
      <PauseButton task={task} paused={paused} onChanged={router.refresh} />
      {nextSlot !== null && (
        <Button
          size="sm"
          pending={run.isPending}
          aria-label={`Run the next slot now: ${task.title}`}
          onClick={() => setAsking(true)}
        >
          Run the next slot now
        </Button>
      )}
      <LazyConfirm
        open={isAsking}
        tone="primary"
        title={`Run “${task.title}” now?`}
        confirmLabel="Run it now"
        onClose={() => setAsking(false)}
        onConfirm={confirm}
      >
        It runs at once in place of {nextSlot}, and not again at that time.
      </LazyConfirm>
    </div>
  );
}
