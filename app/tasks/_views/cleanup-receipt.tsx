import type { ReactNode } from "react";
import { ExactTime } from "#app/_time/relative-time.tsx";
import type { CleanupReceipt } from "#lib/tasks/cleanup-receipt.ts";
import { countText } from "../format-count.ts";
import { durationText } from "../format-duration.ts";

type Skipped = NonNullable<CleanupReceipt["skipped"]>;

const reasons: readonly (readonly [keyof Skipped, string])[] = [
  ["locked", "in use to the end: the next cleanup takes them"],
  ["reopened", "reopened meanwhile"],
  ["pinned", "pinned meanwhile"],
  ["changed", "edited, restored or deleted meanwhile"],
];

/** The todos that a cleanup removed and left, and its duration. All figures add up the attempts of the run. */
export function CleanupReceiptDetails({ value }: { readonly value: CleanupReceipt }) {
  const { deletedCount, batches, asOf, skipped, failed = [], seconds, rowsPerSecond } = value;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
      <Detail term="Removed" field="deletedCount">
        {deletedCount.toLocaleString("en")}
      </Detail>
      {skipped !== undefined && (
        <Detail term="Stayed" field="skipped">
          <Stayed skipped={skipped} />
        </Detail>
      )}
      {failed.length > 0 && (
        <Detail term="Failed" field="failed">
          <Failed failed={failed} />
        </Detail>
      )}
      <Detail term="Batches" field="batches">
        {batches.toLocaleString("en")}
      </Detail>
      {seconds !== undefined && (
        <Detail term="Took" field="seconds">
          {durationText(seconds * 1000)}
        </Detail>
      )}
      {rowsPerSecond !== undefined && (
        <Detail term="Todos per second" field="rowsPerSecond">
          {rowsPerSecond.toLocaleString("en")}
        </Detail>
      )}
      <Detail term="As of" field="asOf">
        <ExactTime at={asOf} />
      </Detail>
    </dl>
  );
}

function Stayed({ skipped }: { readonly skipped: Skipped }) {
  const stayed = reasons.filter(([reason]) => skipped[reason] > 0);
  if (stayed.length === 0) return <span className="font-normal text-muted">Nothing that was due</span>;
  return (
    <ul className="grid gap-1">
      {stayed.map(([reason, text]) => (
        <li key={reason}>
          {countText(skipped[reason], "todo")} <span className="font-normal text-muted">{text}</span>
        </li>
      ))}
    </ul>
  );
}

function Failed({ failed }: { readonly failed: NonNullable<CleanupReceipt["failed"]> }) {
  return (
    <ul className="grid gap-1">
      {failed.map(({ reason, count, ids }) => (
        <li key={reason}>
          {countText(count, "todo")} <span className="font-normal text-muted">{`stayed, since ${reason}: `}</span>
          <span className="break-all font-normal text-muted">{ids.join(", ")}</span>
        </li>
      ))}
    </ul>
  );
}

interface DetailProps {
  readonly term: string;
  /** The name of the field in the result. */
  readonly field: string;
  readonly children: ReactNode;
}

function Detail({ term, field, children }: DetailProps) {
  return (
    <div className="col-span-2 grid grid-cols-subgrid">
      <dt className="text-muted">{term}</dt>
      <dd className="font-medium tabular-nums" data-field={field}>
        {children}
      </dd>
    </div>
  );
}
