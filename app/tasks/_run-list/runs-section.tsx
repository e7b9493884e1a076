"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useId } from "react";
import { Alert } from "#app/_feedback/alert.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Card } from "#app/_ui/card.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { ClockIcon } from "#app/_ui/icons/icons.tsx";
import { ListSkeleton } from "#app/_ui/list-skeleton.tsx";
import { SelectField } from "#app/_ui/text-field.tsx";
import type { TaskView } from "#lib/tasks/views.ts";
import { BulkAction } from "../_bulk/bulk-action.tsx";
import { runListOptions } from "../_requests/task-queries.ts";
import { shownStatuses, statusLabels } from "../_run/run-statuses.ts";
import { parseRunFilter, type RunFilter, runFilterPath } from "./run-filter.ts";
import { RunsTable } from "./runs-table.tsx";

/** The latest runs, filtered by task and status in the URL, with live refresh. */
export function RunsSection({ tasks }: { readonly tasks: readonly TaskView[] }) {
  const headingId = useId();
  const parameters = useSearchParams();
  const filter = parseRunFilter(
    parameters,
    tasks.map(({ name }) => name),
  );
  const query = useInfiniteQuery({ ...runListOptions(filter), placeholderData: keepPreviousData });
  const runs = query.data?.pages.flatMap(({ items }) => items);

  return (
    <section aria-labelledby={headingId} className="grid grid-cols-1 gap-3">
      <header className="flex flex-wrap items-center justify-between gap-3">
        <h2 id={headingId} className="text-lg font-semibold">
          Latest runs
        </h2>
        <Filters tasks={tasks} filter={filter} />
      </header>
      {query.isError && <Alert>Couldn’t load the runs. Trying again…</Alert>}
      {runs !== undefined && runs.length > 0 && (
        <div className="justify-self-start empty:hidden">
          <BulkAction filter={{ ...filter }} />
        </div>
      )}
      {runs === undefined && query.isPending && <ListSkeleton label="Loading the runs…" />}
      {runs?.length === 0 && (
        <EmptyState icon={ClockIcon} title="No runs">
          {filter.task === null && filter.status === null
            ? "Runs appear here once a schedule or “Run now” starts one."
            : "No run matches this filter."}
        </EmptyState>
      )}
      {runs !== undefined && runs.length > 0 && (
        <Card className={query.isPlaceholderData ? "overflow-hidden opacity-60" : "overflow-hidden"}>
          <RunsTable runs={runs} tasks={tasks} />
        </Card>
      )}
      {query.hasNextPage && (
        <Button
          pending={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
          className="justify-self-center"
        >
          {query.isFetchingNextPage ? "Loading…" : "Load more"}
        </Button>
      )}
    </section>
  );
}

function Filters({ tasks, filter }: { readonly tasks: readonly TaskView[]; readonly filter: RunFilter }) {
  const show = (next: RunFilter) => window.history.pushState(null, "", runFilterPath(next));
  return (
    <div className="flex gap-2 max-sm:w-full max-sm:*:flex-1">
      <SelectField
        label="Task"
        labelHidden
        value={filter.task ?? ""}
        onChange={({ target }) => show({ ...filter, task: target.value === "" ? null : target.value })}
      >
        <option value="">All tasks</option>
        {tasks.map(({ name, title }) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </SelectField>
      <SelectField
        label="Status"
        labelHidden
        value={filter.status ?? ""}
        onChange={({ target }) =>
          show({ ...filter, status: shownStatuses.find((status) => status === target.value) ?? null })
        }
      >
        <option value="">Any status</option>
        {shownStatuses.map((status) => (
          <option key={status} value={status}>
            {statusLabels[status]}
          </option>
        ))}
      </SelectField>
    </div>
  );
}
