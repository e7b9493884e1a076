"use client";

import { useEffect, useState } from "react";
import { Alert } from "#app/_components/alert.tsx";
import { Button } from "#app/_components/button.tsx";
import { Spinner } from "#app/_components/spinner.tsx";
import type { TodoDetailsProps } from "./todo-details.tsx";

type DetailsModule = typeof import("./todo-details.tsx");

let loaded: DetailsModule | undefined;

async function load(): Promise<DetailsModule> {
  loaded ??= await import("./todo-details.tsx");
  return loaded;
}

const signsOfLife = ["pointermove", "pointerdown", "focusin", "keydown"] as const;

/** Loads the details as soon as somebody does anything on the page: they are there before they are opened. */
export function usePreparedDetails(): void {
  useEffect(() => {
    const abort = new AbortController();
    const prepare = () => {
      abort.abort();
      // Tried again, and said, when they are opened.
      load().catch(() => {});
    };
    for (const sign of signsOfLife) document.addEventListener(sign, prepare, { passive: true, signal: abort.signal });
    return () => abort.abort();
  }, []);
}

/** The details of a todo, which are no part of the first load. Says so where they can't be loaded. */
export function LazyTodoDetails(props: TodoDetailsProps) {
  const [module, setModule] = useState(loaded);
  const [tries, setTries] = useState(1);
  const [failedTries, setFailedTries] = useState(0);
  useEffect(() => {
    if (module !== undefined) return;
    let isCurrent = true;
    load().then(
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
