"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { LaterConfirm } from "#app/_feedback/lazy-confirm.tsx";
import { announce } from "#app/_feedback/live-region.tsx";
import { RelativeTime } from "#app/_time/relative-time.tsx";
import { Button } from "#app/_ui/button.tsx";
import { IconButton } from "#app/_ui/icon-button.tsx";
import { ClockIcon, CloseIcon } from "#app/_ui/icons.tsx";
import type { LeavingTodos } from "#lib/todo-service/retention/expiring.ts";
import { useKeeping, useTodoActions } from "../_edits/todo-actions-provider.tsx";
import { focusFirstTodo } from "../_row/focus-neighbour.ts";
import { dismissLeaving } from "./dismiss-expiring.ts";
import { leavingOptions } from "./expiring-queries.ts";

/**
 * Says that todos leave within a day, before they do. Dismissed, it comes back only when another one has joined them.
 * @param dismissedUntil the `lastLeavesAt` that it was dismissed at.
 */
export function LeavingNotice({ dismissedUntil }: { readonly dismissedUntil: string | null }) {
  const { data: leaving } = useQuery(leavingOptions());
  const [dismissed, setDismissed] = useState(dismissedUntil);
  const lastLeavesAt = leaving?.lastLeavesAt ?? null;
  if (leaving === undefined || lastLeavesAt === null || (dismissed !== null && lastLeavesAt <= dismissed)) return null;
  const dismiss = () => {
    focusFirstTodo();
    setDismissed(lastLeavesAt);
    void dismissLeaving(lastLeavesAt);
  };
  return <Notice leaving={leaving} onDismiss={dismiss} />;
}

function Notice({ leaving, onDismiss }: { readonly leaving: LeavingTodos; readonly onDismiss: () => void }) {
  const { keepLeaving } = useTodoActions();
  const isOne = leaving.count === 1;
  const text = isOne ? "1 todo leaves within a day" : `${leaving.count} todos leave within a day`;
  useEffect(() => announce(`${text}.`), [text]);
  const keep = () => {
    focusFirstTodo();
    void keepLeaving(leaving);
  };

  return (
    <section
      aria-label="Leaving soon"
      className="enter flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-line bg-surface py-2 pr-1.5 pl-3 shadow-raised sm:pl-4"
    >
      <span className="grid size-8 shrink-0 place-items-center rounded-full bg-warning-soft text-warning">
        <ClockIcon className="size-4.5" />
      </span>
      <p className="min-w-0 flex-1 basis-40 text-sm">
        <span className="font-medium">{text}</span>
        {leaving.firstLeavesAt !== null && (
          <span className="text-muted">
            {isOne ? ": " : ": the first "}
            <RelativeTime at={leaving.firstLeavesAt} due="with the next cleanup" />
          </span>
        )}
      </p>
      <div className="flex items-center gap-1.5 max-sm:w-full">
        <Button size="sm" onClick={keep}>
          {isOne ? "Keep it" : "Keep all"}
        </Button>
        <LetGo leaving={leaving} />
        <IconButton
          icon={CloseIcon}
          label="Dismiss this notice"
          tip="Dismiss"
          onClick={onDismiss}
          className="ml-auto"
        />
      </div>
    </section>
  );
}

/** Asks first only where there is no trash. */
function LetGo({ leaving }: { readonly leaving: LeavingTodos }) {
  const { letLeavingGo } = useTodoActions();
  const { trashDays } = useKeeping();
  const [isAsking, setAsking] = useState(false);
  const letGo = () => {
    setAsking(false);
    focusFirstTodo();
    void letLeavingGo(leaving);
  };
  return (
    <>
      <Button variant="ghost" size="sm" onClick={trashDays === 0 ? () => setAsking(true) : letGo}>
        Let go now
      </Button>
      <LaterConfirm
        open={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={letGo}
        title={leaving.count === 1 ? "Delete it now?" : `Delete these ${leaving.count} todos now?`}
        confirmLabel="Delete for good"
      >
        The trash is switched off here, so they can’t be restored.
      </LaterConfirm>
    </>
  );
}
