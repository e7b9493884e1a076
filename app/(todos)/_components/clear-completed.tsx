"use client";

import { useState } from "react";
import { Button } from "#app/_components/button.tsx";
import { LaterConfirm } from "#app/_components/later-confirm.tsx";
import { focusFirstTodo } from "./focus-neighbour.ts";
import { useKeeping, useTodoActions } from "./todo-actions-provider.tsx";

/** Moves all completed todos that aren't pinned to the trash. Asks first only where there is no trash. */
export function ClearCompleted() {
  const { clearCompleted } = useTodoActions();
  const { trashDays } = useKeeping();
  const [asking, setAsking] = useState(false);
  const clear = () => {
    setAsking(false);
    // Its button may go with them.
    focusFirstTodo();
    void clearCompleted();
  };

  return (
    <>
      <Button variant="ghost" size="sm" onClick={trashDays === 0 ? () => setAsking(true) : clear}>
        Clear completed
      </Button>
      {trashDays === 0 && (
        <LaterConfirm
          open={asking}
          onClose={() => setAsking(false)}
          onConfirm={clear}
          title="Delete all completed todos?"
          confirmLabel="Delete for good"
        >
          The trash is switched off here, so they can’t be restored. Pinned todos stay.
        </LaterConfirm>
      )}
    </>
  );
}
