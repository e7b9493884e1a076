import type { ReactNode } from "react";
import { ExactTime } from "#app/_time/relative-time.tsx";
import type { Run } from "#lib/task-runs/schemas.ts";
import { type ReceiptFacts, receiptFacts } from "./cleanup-receipt-details.ts";
import { todosText } from "./format-run.ts";
import { JsonFacts } from "./json-details.tsx";

/** The result of a run: a cleanup's receipt, else its fields. */
export function RunResult({ run }: { readonly run: Run }) {
  const receipt = run.task === "todo/cleanup" ? receiptFacts(run.result) : null;
  return receipt === null ? <JsonFacts value={run.result} /> : <CleanupReceipt receipt={receipt} />;
}

/** Counts and duration are those of the whole run, all its attempts together. */
function CleanupReceipt({ receipt }: { readonly receipt: ReceiptFacts }) {
  const { removed, batches, asOf, skipped, duration, rowsPerSecond } = receipt;
  const stayed = skipped.filter(({ count }) => count > 0);
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 rounded-md bg-sunken px-4 py-3 text-sm">
      <Fact term="Removed" field="deletedCount">
        {removed}
      </Fact>
      {skipped.length > 0 && (
        <Fact term="Stayed" field="skipped">
          {stayed.length === 0 ? (
            <span className="font-normal text-muted">Nothing that was due</span>
          ) : (
            <ul className="grid gap-1">
              {stayed.map(({ reason, text, count }) => (
                <li key={reason}>
                  {todosText(count)} <span className="font-normal text-muted">{text}</span>
                </li>
              ))}
            </ul>
          )}
        </Fact>
      )}
      <Fact term="Batches" field="batches">
        {batches}
      </Fact>
      {duration !== null && (
        <Fact term="Took" field="seconds">
          {duration}
        </Fact>
      )}
      {rowsPerSecond !== null && (
        <Fact term="Todos a second" field="rowsPerSecond">
          {rowsPerSecond}
        </Fact>
      )}
      <Fact term="As of" field="asOf">
        <ExactTime at={asOf} />
      </Fact>
    </dl>
  );
}

interface FactProps {
  readonly term: string;
  /** The name of the field in the result. */
  readonly field: string;
  readonly children: ReactNode;
}

function Fact({ term, field, children }: FactProps) {
  return (
    <div className="col-span-2 grid grid-cols-subgrid">
      <dt className="text-muted">{term}</dt>
      <dd className="font-medium tabular-nums" data-field={field}>
        {children}
      </dd>
    </div>
  );
}
