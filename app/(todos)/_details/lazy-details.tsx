"use client";

import { Alert } from "#app/_feedback/alert.tsx";
import { Button } from "#app/_ui/button.tsx";
import { useLazy } from "#app/_ui/hydration/lazy.tsx";
import { Spinner } from "#app/_ui/spinner.tsx";
import { deferredChunk } from "../_deferred/deferred-chunk.ts";
import type { TodoDetailsProps } from "./todo-details.tsx";

/** The details of a todo, which are not in the first load. Offers another try where they can't be loaded. */
export function LazyTodoDetails(props: TodoDetailsProps) {
  const { value: chunk, hasFailed } = useLazy(deferredChunk);
  if (chunk !== undefined) return <chunk.TodoDetails {...props} />;
  if (!hasFailed) {
    return (
      <p role="status" className="flex items-center gap-2 border-t border-line px-6 py-4 text-sm text-muted">
        <Spinner /> Loading…
      </p>
    );
  }
  const retry = () => void deferredChunk.load().catch(() => undefined);
  return (
    <div className="border-t border-line px-4 py-3 sm:px-6">
      <Alert
        action={
          <Button size="sm" onClick={retry}>
            Try again
          </Button>
        }
      >
        Notes and due date could not be loaded. Check your connection.
      </Alert>
    </div>
  );
}
