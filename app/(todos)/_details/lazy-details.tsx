"use client";

import { useEffect, useState } from "react";
import { Alert } from "#app/_feedback/alert.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Spinner } from "#app/_ui/spinner.tsx";
import { loadDeferredChunk, loadedDeferredChunk } from "../_deferred/load-deferred-chunk.ts";
import type { TodoDetailsProps } from "./todo-details.tsx";

/** The details of a todo, which are no part of the first load. Says so where they can't be loaded. */
export function LazyTodoDetails(props: TodoDetailsProps) {
  const [module, setModule] = useState(loadedDeferredChunk);
  const [tries, setTries] = useState(1);
  const [failedTries, setFailedTries] = useState(0);
  useEffect(() => {
    if (module !== undefined) return;
    let isCurrent = true;
    loadDeferredChunk().then(
      (details) => isCurrent && setModule(details),
      () => isCurrent && setFailedTries(tries),
    );
    return () => {
      isCurrent = false;
    };
  }, [module, tries]);

  if (module !== undefined) return <module.TodoDetails {...props} />;
  if (failedTries < tries) {
    return (
      <p role="status" className="flex items-center gap-2 border-t border-line px-6 py-4 text-sm text-muted">
        <Spinner /> Loading…
      </p>
    );
  }
  return (
    <div className="border-t border-line px-4 py-3 sm:px-6">
      <Alert
        action={
          <Button size="sm" onClick={() => setTries(tries + 1)}>
            Try again
          </Button>
        }
      >
        Notes and due date could not be loaded. Check your connection.
      </Alert>
    </div>
  );
}
