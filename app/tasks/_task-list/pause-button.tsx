"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { notices } from "#app/_feedback/notices.ts";
import { Button } from "#app/_ui/button.tsx";
import type { TaskView } from "#lib/tasks/views.ts";
import { taskKeys } from "../_requests/task-queries.ts";
import { setPaused } from "../_requests/task-requests.ts";
import { PauseIcon, PlayIcon } from "../console-icons.tsx";

/** Pauses or resumes a schedule. Runs that are asked for go on either way. */
export function PauseButton({ task, paused }: { readonly task: TaskView; readonly paused: boolean }) {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: () => setPaused(task.name, !paused),
    onSuccess: () => notices.say(paused ? `Resumed ${task.title}.` : `Paused ${task.title}.`),
    onError: (error) =>
      notices.failed({
        id: `paused-${task.name}`,
        text: paused ? `Couldn’t resume “${task.title}”.` : `Couldn’t pause “${task.title}”.`,
        detail: error.message,
        retry: () => mutation.mutate(),
      }),
    onSettled: () => client.invalidateQueries({ queryKey: taskKeys.list }),
  });
  const Glyph = paused ? PlayIcon : PauseIcon;
  return (
    <Button
      variant="ghost"
      size="sm"
      pending={mutation.isPending}
      icon={<Glyph className="size-4" />}
      aria-label={`${paused ? "Resume" : "Pause"} the schedule: ${task.title}`}
      onClick={() => mutation.mutate()}
    >
      {paused ? "Resume" : "Pause"}
    </Button>
  );
}
