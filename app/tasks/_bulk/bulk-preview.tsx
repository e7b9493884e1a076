import { ExactTime } from "#app/_time/relative-time.tsx";
import type { BulkPreview } from "#lib/task-runs/bulk/bulk-schemas.ts";
import { countText } from "../format-count.ts";

/** The runs that a bulk action would act on: their number and their tasks. */
export function BulkPreviewDetails({ value }: { readonly value: BulkPreview }) {
  const { count, isComplete, tasks, oldest } = value;
  if (count === 0) return <p className="font-medium">No run matches</p>;
  return (
    <div className="grid gap-2">
      <p className="font-medium text-ink tabular-nums" data-field="bulkCount">
        {isComplete ? "" : "More than "}
        {countText(count, "run")}
      </p>
      {tasks.length > 1 && (
        <ul>
          {tasks.map((each) => (
            <li key={each.task} className="flex justify-between gap-4">
              <span className="truncate">{each.task}</span>
              <span className="tabular-nums">{each.count.toLocaleString("en")}</span>
            </li>
          ))}
        </ul>
      )}
      {oldest !== null && (
        <p>
          The oldest of them is from <ExactTime at={oldest} />.
        </p>
      )}
    </div>
  );
}
