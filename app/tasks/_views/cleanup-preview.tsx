import type { ReactNode } from "react";
import { ExactTime, RelativeTime } from "#app/_time/relative-time.tsx";
import type { CleanupPreview } from "#lib/todo-service/cleanup/cleanup-schemas.ts";
import { countText } from "../format-count.ts";

/** The todos that a cleanup would remove: their number, owners and dates, and the oldest ones by title. */
export function CleanupPreviewDetails({ value }: { readonly value: CleanupPreview }) {
  const { count, isComplete, owners, sample, oldest, newest, asOf } = value;
  if (count === 0) {
    return (
      <div className="grid gap-3">
        <p className="font-medium">Nothing would be removed</p>
        <AsOf at={asOf} />
      </div>
    );
  }
  return (
    <div className="grid gap-3">
      <div className="grid gap-1">
        <p className="font-medium tabular-nums" data-field="previewCount">
          {isComplete ? "" : "More than "}
          {countText(count, "todo")} of{" "}
          {owners.count === 1 ? "1 person" : `${owners.count.toLocaleString("en")} people`}
          {isComplete ? "" : " at least"} would be removed
        </p>
        {oldest !== null && newest !== null && (
          <p className="text-muted">
            Completed between <ExactTime at={oldest} /> and <ExactTime at={newest} />.
          </p>
        )}
        <AsOf at={asOf} />
      </div>
      <Folded summary="By person" isOpen={owners.count > 1}>
        {owners.most.map(({ id, name, count: own }) => (
          <li key={id} className="flex justify-between gap-4">
            <span className="truncate">{name}</span>
            <span className="tabular-nums">{own.toLocaleString("en")}</span>
          </li>
        ))}
        <More count={owners.count - owners.most.length} />
      </Folded>
      <Folded summary="Oldest first" isOpen>
        {sample.map(({ id, title, owner, completedAt }) => (
          <li key={id} className="flex flex-wrap justify-between gap-x-4">
            {title !== null && <span className="min-w-0 basis-40 grow truncate">{title}</span>}
            <span className="text-muted">
              {owner.name}, <RelativeTime at={completedAt} />
            </span>
          </li>
        ))}
        <More count={count - sample.length} />
      </Folded>
    </div>
  );
}

function AsOf({ at }: { readonly at: string }) {
  return (
    <p className="text-xs text-muted">
      As of <ExactTime at={at} />. Anything that changes after that stays.
    </p>
  );
}

function More({ count }: { readonly count: number }) {
  if (count <= 0) return null;
  return <li className="text-muted">and {count.toLocaleString("en")} more</li>;
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
