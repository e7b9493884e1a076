"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { RequestError } from "#app/_client/request-error.ts";
import { notices } from "#app/_feedback/notices.ts";
import { Button } from "#app/_ui/button.tsx";
import { lazy } from "#app/_ui/hydration/lazy.tsx";
import { taskKeys } from "../_requests/task-queries.ts";
import { pauseSchedule, resumeSchedule } from "../_requests/task-requests.ts";
import { PauseIcon, PlayIcon } from "../console-icons.tsx";

const LazyPauseDialog = lazy(async () => (await import("../_schedules/pause-dialog.tsx")).PauseDialog);

export interface PauseButtonProps {
  readonly task: { readonly name: string; readonly title: string };
  readonly paused: boolean;
}

/** The schedule may change while an attempt to change it is under way, or waits to be tried again. */
interface Change {
  readonly verb: "pause" | "resume";
  readonly reason: string;
}

/** Pauses a schedule, with a reason, or resumes it. Runs that are asked for go on either way. */
export function PauseButton({ task, paused }: PauseButtonProps) {
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const mutation = useMutation({
    mutationFn: ({ verb, reason }: Change) =>
      verb === "resume" ? resumeSchedule(task.name) : pauseSchedule(task.name, reason),
    onSuccess: (_, { verb }) => notices.say(verb === "resume" ? `Resumed ${task.title}.` : `Paused ${task.title}.`),
    onError: (error, change) =>
      notices.failed({
        id: `paused-${task.name}`,
        text: `Couldn’t ${change.verb} “${task.title}”.`,
        detail: error.message,
        ...(!(error instanceof RequestError && error.refused) && { retry: () => mutation.mutate(change) }),
      }),
    onSettled: () =>
      Promise.all([taskKeys.list, taskKeys.schedules].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
  const pause = (reason: string) => {
    setAsking(false);
    mutation.mutate({ verb: "pause", reason });
  };
  const Glyph = paused ? PlayIcon : PauseIcon;
  return (
    <>
      <Button
        variant="ghost"
        size="sm"
        pending={mutation.isPending}
        icon={<Glyph className="size-4" />}
        aria-label={`${paused ? "Resume" : "Pause"} the schedule: ${task.title}`}
        onClick={() => (paused ? mutation.mutate({ verb: "resume", reason: "" }) : setAsking(true))}
      >
        {paused ? "Resume" : "Pause"}
      </Button>
      <LazyPauseDialog title={task.title} open={isAsking} onClose={() => setAsking(false)} onPause={pause} />
    </>
  );
}
