"use client";

import { useState } from "react";
import { flushSync } from "react-dom";
import { LazyConfirm } from "#app/_feedback/lazy-confirm.tsx";
import { Button } from "#app/_ui/button.tsx";
import { useRetention, useTodoActions } from "../_outbox/outbox-provider.tsx";
import { focusFirstTodo } from "../_row/focus-neighbour.ts";

/** Moves all completed, unpinned todos to the trash. Asks first only where there is no trash. */
export function ClearCompleted() {
  const { clearCompleted } = useTodoActions();
  const { trashDays } = useRetention();
  const [asking, setAsking] = useState(false);
  const clear = () => {
    // First the question gives the focus back to the button, which may disappear with the list.
    flushSync(() => setAsking(false));
    focusFirstTodo();
    clearCompleted();
  };

  return (
    <>
      <Button variant="ghost" size="sm" onClick={trashDays === 0 ? () => setAsking(true) : clear}>
        Clear completed
      </Button>
      {trashDays === 0 && (
        <LazyConfirm
          open={asking}
          onClose={() => setAsking(false)}
          onConfirm={clear}
          title="Delete all completed todos?"
          confirmLabel="Delete for good"
        >
          The trash is switched off here, so they can’t be restored. Pinned todos stay.
        </LazyConfirm>
      )}
    </>
  );
}
