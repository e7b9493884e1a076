import { ExactTime } from "#app/_time/relative-time.tsx";
import { Link } from "#app/_ui/links/link.tsx";
import { Section } from "#app/_ui/section.tsx";
import type { Run, RunError } from "#lib/task-runs/schemas.ts";
import { NeedsConfirmation } from "#lib/tasks/errors.ts";
import { runFilterPath } from "../_run-list/run-filter.ts";

/** The error of a failed run, and those of its failed attempts. */
export function RunErrors({ run }: { readonly run: Run }) {
  const isLastKept = run.failures.some(({ error }) => error.message === run.error?.message);
  if (run.error === null && run.failures.length === 0) return null;
  return (
    <Section title={run.error === null ? "Failed attempts" : "Error"}>
      <div className="grid gap-4">
        <WhatToDo run={run} />
        {run.error !== null && !isLastKept && <ErrorText error={run.error} />}
        {run.failures.map(({ attempt, failedAt, error }) => (
          <div key={attempt} className="grid gap-1">
            <p className="text-xs text-muted">
              Attempt {attempt}, <ExactTime at={failedAt} />
              {!error.retriable && " · permanent error, not retried"}
            </p>
            <ErrorText error={error} />
          </div>
        ))}
      </div>
    </Section>
  );
}

function ErrorText({ error }: { readonly error: RunError }) {
  return (
    <div className="grid gap-1.5 text-sm">
      <p className="break-words text-danger">
        {error.name !== undefined && <code className="font-mono text-xs">{error.name}: </code>}
        {error.message}
      </p>
      {error.stack !== null && (
        <details className="text-muted">
          <summary className="inline-flex min-h-6 items-center rounded-sm text-xs hover:text-ink pointer-coarse:min-h-11">
            Stack
          </summary>
          <pre className="mt-1 rounded-md bg-sunken px-4 py-3 font-mono text-xs whitespace-pre-wrap">{error.stack}</pre>
        </details>
      )}
    </div>
  );
}

/** The next step for an operator after a run failed. */
function WhatToDo({ run }: { readonly run: Run }) {
  if (run.status !== "failed" || run.error === null) return null;
  const { name, retriable } = run.error;
  return (
    <p className="text-sm text-pretty">
      {name === NeedsConfirmation.errorName
        ? "Nothing was removed. Look at the number below, then confirm it or find out where it comes from."
        : retriable
          ? "Every attempt failed with an error that may be temporary. Check whether its cause is gone, then run it again."
          : "Running it again will fail in the same way. Correct what the error names, then run the task anew."}{" "}
      {name !== undefined && (
        <Link
          href={runFilterPath({ error: name })}
          className="rounded-sm underline underline-offset-4 pointer-coarse:inline-block pointer-coarse:min-h-11"
        >
          All runs with this error
        </Link>
      )}
    </p>
  );
}
