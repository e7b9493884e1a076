import type { ReactNode } from "react";
import { ExactTime, RelativeTime } from "#app/_time/relative-time.tsx";
import type { CleanupPreview as Preview } from "#lib/todo-service/cleanup/cleanup-schemas.ts";
import { todosText } from "../_run/format-run.ts";

/** What a cleanup would remove: how many of whom, from when, and the first of them by name. */
export function CleanupPreview({ preview }: { readonly preview: Preview }) {
  const { count, isComplete, owners, sample } = preview;
  if (count === 0) {
    return (
      <Box>
        <p className="font-medium">Nothing would be removed</p>
        <AsOf at={preview.asOf} />
      </Box>
    );
  }
  return (
    <Box>
      <div className="grid gap-1">
        <p className="font-medium tabular-nums" data-field="previewCount">
          {isComplete ? "" : "More than "}
          {todosText(count)} of {owners.count === 1 ? "1 person" : `${owners.count} people`}
          {isComplete ? "" : " at least"} would be removed
        </p>
        {preview.oldest !== null && preview.newest !== null && (
          <p className="text-muted">
            Completed between <ExactTime at={preview.oldest} /> and <ExactTime at={preview.newest} />.
          </p>
        )}
        <AsOf at={preview.asOf} />
      </div>
      <Folded summary="By person" isOpen={owners.count > 1}>
        {owners.most.map(({ id, name, count: own }) => (
          <li key={id} className="flex justify-between gap-4">
            <span className="truncate">{name}</span>
            <span className="tabular-nums">{own}</span>
          </li>
        ))}
        {owners.count > owners.most.length && (
          <li className="text-muted">and {owners.count - owners.most.length} more</li>
        )}
      </Folded>
      <Folded summary="The ones that are due the longest" isOpen>
        {sample.map(({ id, title, owner, completedAt }) => (
          <li key={id} className="flex flex-wrap justify-between gap-x-4">
            <span className="min-w-0 basis-40 grow truncate">{title}</span>
            <span className="text-muted">
              {owner.name}, <RelativeTime at={completedAt} />
            </span>
          </li>
        ))}
        {count > sample.length && <li className="text-muted">and {count - sample.length} more</li>}
      </Folded>
    </Box>
  );
}

function Box({ children }: { readonly children: ReactNode }) {
  return (
    <section aria-label="Preview" className="grid gap-3 rounded-md bg-sunken px-4 py-3 text-sm">
      {children}
    </section>
  );
}

function AsOf({ at }: { readonly at: string }) {
  return (
    <p className="text-xs text-muted">
      As of <ExactTime at={at} />. What is touched after this instant stays.
    </p>
  );
}

interface FoldedProps {
  readonly summary: string;
  readonly isOpen: boolean;
  readonly children: ReactNode;
}

function Folded({ summary, isOpen, children }: FoldedProps) {
  return (
    <details open={isOpen}>
      <summary className="inline-flex min-h-6 items-center rounded-sm text-xs font-medium text-muted hover:text-ink pointer-coarse:min-h-11">
        {summary}
      </summary>
      <ul className="mt-1 grid gap-1">{children}</ul>
    </details>
  );
}
