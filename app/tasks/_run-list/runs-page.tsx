"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { Alert } from "#app/_feedback/alert.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Card } from "#app/_ui/card.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { ClockIcon } from "#app/_ui/icons/icons.tsx";
import { ListSkeleton } from "#app/_ui/list-skeleton.tsx";
import { PageHeading } from "#app/_ui/page-heading.tsx";
import type { RunCount, RunFilter } from "#lib/task-runs/listing/list-schemas.ts";
import { BulkAction } from "../_bulk/bulk-action.tsx";
import { runCountOptions, runListOptions } from "../_requests/task-queries.ts";
import { useLiveRuns } from "../_requests/use-live-runs.ts";
import { countText } from "../format-count.ts";
import { isFiltering, parseRunFilter } from "./run-filter.ts";
import { type NamedTask, RunFilters } from "./run-filters.tsx";
import { RunsTable } from "./runs-table.tsx";
import { useFocusOnLastPage } from "./use-focus-on-last-page.ts";

/** The runs that the filter in the address lets through, newest first. Updates itself. */
export function RunsPage({ tasks }: { readonly tasks: readonly NamedTask[] }) {
  const filter = parseRunFilter(useSearchParams());
  useLiveRuns();
  return (
    <>
      <PageHeading title="Runs" description={<Count filter={filter} />} />
      <div className="grid grid-cols-1 gap-4">
        <RunFilters tasks={tasks} filter={filter} />
        <FoundRuns tasks={tasks} filter={filter} />
      </div>
    </>
  );
}

function FoundRuns({ tasks, filter }: { readonly tasks: readonly NamedTask[]; readonly filter: RunFilter }) {
  const query = useInfiniteQuery({ ...runListOptions(filter), placeholderData: keepPreviousData });
  const { ref, onLoad } = useFocusOnLastPage(query);
  const runs = query.data?.pages.flatMap(({ items }) => items);
  const loadMore = () => {
    onLoad();
    void query.fetchNextPage();
  };
  return (
    <>
      {query.isError && <Alert>Couldn’t load the runs. Trying again…</Alert>}
      {runs === undefined && query.isPending && <ListSkeleton label="Loading the runs…" />}
      {runs?.length === 0 && !query.hasNextPage && !query.isPlaceholderData && (
        <EmptyState icon={ClockIcon} title="No runs">
          {isFiltering(filter)
            ? "No run matches this filter."
            : "Runs appear here once a schedule or “Run now” starts one."}
        </EmptyState>
      )}
      {runs !== undefined && runs.length > 0 && (
        <div className="justify-self-start empty:hidden">
          <BulkAction filter={{ ...filter, status: filter.status ?? null }} />
        </div>
      )}
      {runs !== undefined && runs.length > 0 && (
        <Card ref={ref} className={query.isPlaceholderData ? "overflow-hidden opacity-60" : "overflow-hidden"}>
          <RunsTable runs={runs} tasks={tasks} />
        </Card>
      )}
      {query.hasNextPage && (
        <Button pending={query.isFetchingNextPage} onClick={loadMore} className="justify-self-center">
          {query.isFetchingNextPage ? "Loading…" : runs?.length === 0 ? "Look at older runs" : "Load more"}
        </Button>
      )}
    </>
  );
}

function Count({ filter }: { readonly filter: RunFilter }) {
  const { data } = useQuery({ ...runCountOptions(filter), placeholderData: keepPreviousData });
  return <span role="status">{data === undefined ? "Counting…" : runCountText(data)}</span>;
}

function runCountText({ count, isComplete }: RunCount): string {
  if (isComplete) return countText(count, "run");
  return count === 0 ? "None among the newest runs" : `More than ${countText(count, "run")}`;
}
