import { ExactTime } from "#app/_time/relative-time.tsx";
import { Section } from "#app/_ui/section.tsx";
import type { Run, RunError } from "#lib/task-runs/schemas.ts";

/** Why a run failed, and each attempt that failed on the way. */
export function RunErrors({ run }: { readonly run: Run }) {
  const isLastKept = run.failures.some(({ error }) => error.message === run.error?.message);
  if (run.error === null && run.failures.length === 0) return null;
  return (
    <Section title={run.error === null ? "Failed attempts" : "Error"}>
      <div className="grid gap-4">
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
      <p className="text-danger">{error.message}</p>
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
