"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { LazyConfirm } from "#app/_feedback/lazy-confirm.tsx";
import { notices } from "#app/_feedback/notices.ts";
import { Button } from "#app/_ui/button.tsx";
import { useMayOperate } from "../_operator/may-operate.tsx";
import { taskKeys } from "../_requests/task-queries.ts";
import { runNextSlot } from "../_requests/task-requests.ts";
import { PauseButton } from "../_task-list/pause-button.tsx";

interface Slot {
  readonly at: string;
  /** The slot in words. */
  readonly text: string;
}

export interface ScheduleActionsProps {
  readonly task: { readonly name: string; readonly title: string };
  readonly paused: boolean;
  /** Null where none can be run ahead of its time. */
  readonly nextSlot: Slot | null;
}

/** Pause, resume, and run the next slot now. */
export function ScheduleActions({ task, paused, nextSlot }: ScheduleActionsProps) {
  const router = useRouter();
  const client = useQueryClient();
  // The schedule may go on while somebody reads the question: the slot in it is the one that is asked for.
  const [asked, setAsked] = useState<Slot | null>(null);
  const run = useMutation({
    mutationFn: (slot: string) => runNextSlot(task.name, slot),
    onSuccess: ({ id }) => router.push(`/tasks/runs/${id}`),
    onError: (error) => {
      const text = `Couldn’t run the next slot of “${task.title}”.`;
      notices.failed({ id: `slot-${task.name}`, text, detail: error.message });
    },
    onSettled: () => client.invalidateQueries({ queryKey: taskKeys.schedules }),
  });
  if (!useMayOperate()) return null;
  const confirm = () => {
    setAsked(null);
    if (asked !== null) run.mutate(asked.at);
  };
  return (
    <div className="flex flex-wrap gap-2">
      <PauseButton task={task} paused={paused} />
      {nextSlot !== null && (
        <Button
          size="sm"
          pending={run.isPending}
          aria-label={`Run the next slot now: ${task.title}`}
          onClick={() => setAsked(nextSlot)}
        >
          Run the next slot now
        </Button>
      )}
      <LazyConfirm
        open={asked !== null}
        tone="primary"
        title={`Run “${task.title}” now?`}
        confirmLabel="Run it now"
        onClose={() => setAsked(null)}
        onConfirm={confirm}
      >
        It runs at once in place of {asked?.text}, and not again at that time.
      </LazyConfirm>
    </div>
  );
}
