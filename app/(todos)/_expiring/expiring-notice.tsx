"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { LazyConfirm } from "#app/_feedback/lazy-confirm.tsx";
import { announce } from "#app/_feedback/live-region.tsx";
import { RelativeTime } from "#app/_time/relative-time.tsx";
import { Button } from "#app/_ui/button.tsx";
import { IconButton } from "#app/_ui/icon-button.tsx";
import { ClockIcon, CloseIcon } from "#app/_ui/icons/icons.tsx";
import type { ExpiringTodos } from "#lib/todo-service/retention/expiring-schemas.ts";
import { usePending, useRetention, useTodoActions } from "../_outbox/outbox-provider.tsx";
import { focusFirstTodo } from "../_row/focus-neighbour.ts";
import { dismissExpiring } from "./dismiss-expiring.ts";
import { expiringOptions, hasAnswered } from "./expiring-queries.ts";

/**
 * Warns that todos expire within a day. Once dismissed, it comes back only when another todo has joined them.
 * @param dismissedUntil the `lastExpiresAt` at which it was dismissed.
 */
export function ExpiringNotice({ dismissedUntil }: { readonly dismissedUntil: string | null }) {
  const { data: expiring } = useQuery(expiringOptions());
  const isAnswered = hasAnswered(usePending());
  const [dismissed, setDismissed] = useState(dismissedUntil);
  const lastExpiresAt = expiring?.lastExpiresAt ?? null;
  const isDismissed = lastExpiresAt === null || (dismissed !== null && lastExpiresAt <= dismissed);
  if (expiring === undefined || isAnswered || isDismissed) return null;
  const dismiss = () => {
    focusFirstTodo();
    setDismissed(lastExpiresAt);
    void dismissExpiring(lastExpiresAt);
  };
  return <Notice expiring={expiring} onDismiss={dismiss} />;
}

function Notice({ expiring, onDismiss }: { readonly expiring: ExpiringTodos; readonly onDismiss: () => void }) {
  const { pinExpiring } = useTodoActions();
  const isOne = expiring.count === 1;
  const text = isOne ? "1 todo expires within a day" : `${expiring.count} todos expire within a day`;
  useEffect(() => announce(`${text}.`), [text]);
  const keep = () => {
    focusFirstTodo();
    pinExpiring(expiring);
  };

  return (
    <section
      aria-label="Expiring soon"
      className="enter flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-line bg-surface py-2 pr-1.5 pl-3 shadow-raised sm:pl-4"
    >
      <span className="grid size-8 shrink-0 place-items-center rounded-full bg-warning-soft text-warning">
        <ClockIcon className="size-4.5" />
      </span>
      <p className="min-w-0 flex-1 basis-40 text-sm">
        <span className="font-medium">{text}</span>
        {expiring.firstExpiresAt !== null && (
          <span className="text-muted">
            {isOne ? ": " : ": the first "}
            <RelativeTime at={expiring.firstExpiresAt} due="with the next cleanup" />
          </span>
        )}
      </p>
      <div className="flex items-center gap-1.5 max-sm:w-full">
        <Button size="sm" onClick={keep}>
          {isOne ? "Keep it" : "Keep all"}
        </Button>
        <LetGo expiring={expiring} />
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
function LetGo({ expiring }: { readonly expiring: ExpiringTodos }) {
  const { trashExpiring } = useTodoActions();
  const { trashDays } = useRetention();
  const [isAsking, setAsking] = useState(false);
  const letGo = () => {
    // First the question gives the focus back to the button, which disappears with the notice.
    flushSync(() => setAsking(false));
    focusFirstTodo();
    trashExpiring(expiring);
  };
  return (
    <>
      <Button variant="ghost" size="sm" onClick={trashDays === 0 ? () => setAsking(true) : letGo}>
        Let go now
      </Button>
      <LazyConfirm
        open={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={letGo}
        title={expiring.count === 1 ? "Delete it now?" : `Delete these ${expiring.count} todos now?`}
        confirmLabel="Delete for good"
      >
        The trash is switched off here, so they can’t be restored.
      </LazyConfirm>
    </>
  );
}
