"use client";

import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { Alert } from "#app/_feedback/alert.tsx";
import { notices } from "#app/_feedback/notices.ts";
import { Button } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { lazy } from "#app/_ui/hydration/lazy.tsx";
import { SearchIcon, TrashIcon } from "#app/_ui/icons/icons.tsx";
import { ListSkeleton } from "#app/_ui/list-skeleton.tsx";
import { PageHeading } from "#app/_ui/page-heading.tsx";
import { searchFieldId } from "../_keyboard/key-targets.ts";
import { SearchField } from "../_list/toolbar/search-field.tsx";
import { useAnnouncedResults } from "../_list/toolbar/use-announced-results.ts";
import { useRuntime } from "../_outbox/outbox-provider.tsx";
import { ConfirmedDeletion } from "./confirmed-deletion.tsx";
import { focusAfter } from "./focus-after.ts";
import { SelectionBar } from "./selection-bar.tsx";
import type { LoadSteps } from "./take-trashed.ts";
import { createTrashActions } from "./trash-actions.ts";
import { TrashGroupCard } from "./trash-group-card.tsx";
import { trashGroups } from "./trash-pages.ts";
import { trashCountOptions, trashListOptions } from "./trash-queries.ts";
import { useSelection } from "./use-selection.ts";
import { useTrashSearch } from "./use-trash-search.ts";

const FollowChanges = lazy(async () => (await import("../_changes/follow-changes.tsx")).FollowChanges);

/** The deleted todos, until they are purged. */
export function TrashPage({ trashDays }: { readonly trashDays: number }) {
  const client = useQueryClient();
  const withRuntime = useRuntime();
  const actions = useMemo(() => {
    const loadSteps: LoadSteps = () => new Promise((resolve) => withRuntime(({ steps }) => resolve(steps)));
    return createTrashActions(client, notices, loadSteps);
  }, [client, withRuntime]);
  const { q, search } = useTrashSearch();
  const query = useInfiniteQuery({ ...trashListOptions(q), placeholderData: keepPreviousData });
  const groups = useMemo(() => trashGroups(query.data), [query.data]);
  const todos = groups.flatMap((group) => group.todos);
  const { data: total = todos.length } = useQuery({ ...trashCountOptions(q), enabled: query.hasNextPage });
  const selection = useSelection(todos, query.hasNextPage ? total : todos.length);
  const isFound = query.isSuccess && !query.isPlaceholderData;
  const isEmpty = isFound && groups.length === 0 && !query.hasNextPage;
  useAnnouncedResults({ q, count: isFound ? todos.length : null, hasMore: query.hasNextPage });

  const empty = () => {
    focusAfter(todos);
    void actions.empty(todos);
  };

  return (
    <>
      <PageHeading
        title="Trash"
        description={trashText(trashDays)}
        actions={groups.length > 0 && q === "" && <EmptyTrash onEmpty={empty} />}
      />
      <div className="grid grid-cols-1 gap-5">
        {(q !== "" || groups.length > 0 || query.isPlaceholderData) && (
          <div className="flex flex-wrap items-center gap-3">
            <SearchField
              id={searchFieldId}
              label="Search the trash"
              q={q}
              onSearch={(words) => {
                selection.clear();
                search(words);
              }}
              isSearching={query.isPlaceholderData}
            />
            {groups.length > 0 && (
              <Button size="sm" onClick={selection.toggleEverything}>
                {selection.isAll ? "Deselect all" : `Select all ${query.hasNextPage ? total : todos.length}`}
              </Button>
            )}
          </div>
        )}
        {query.isPending && <ListSkeleton label="Loading the trash…" />}
        {query.isLoadingError && (
          <Alert
            action={
              <Button size="sm" onClick={() => void query.refetch()}>
                Try again
              </Button>
            }
          >
            The trash could not be loaded. Check your connection.
          </Alert>
        )}
        {isEmpty && <NothingHere q={q} trashDays={trashDays} />}
        {groups.map((group) => (
          <TrashGroupCard key={group.key} group={group} actions={actions} selection={selection} q={q} />
        ))}
        {query.hasNextPage && (
          <div className="grid justify-items-center gap-3">
            {query.isFetchNextPageError && <Alert>Couldn’t load more. Check your connection and try again.</Alert>}
            <Button pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {query.isFetchingNextPage ? "Loading…" : "Load more"}
            </Button>
          </div>
        )}
        <SelectionBar selection={selection} actions={actions} q={q} />
        <FollowChanges />
      </div>
    </>
  );
}

function NothingHere({ q, trashDays }: { readonly q: string; readonly trashDays: number }) {
  if (q === "") {
    return (
      <EmptyState icon={TrashIcon} title="The trash is empty">
        {trashDays > 0 && "Todos that you delete or that are cleaned up go here, and can be restored."}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={SearchIcon} title={`Nothing in the trash matches “${q}”`}>
      Try fewer or shorter words.
    </EmptyState>
  );
}

function EmptyTrash({ onEmpty }: { readonly onEmpty: () => void }) {
  return (
    <ConfirmedDeletion
      title="Empty the trash?"
      text="All todos in it are deleted for good, including those that aren’t loaded yet. This can’t be undone."
      confirmLabel="Empty the trash"
      onConfirm={onEmpty}
    >
      {(ask) => <Button onClick={ask}>Empty trash</Button>}
    </ConfirmedDeletion>
  );
}

function trashText(trashDays: number): string {
  if (trashDays === 0) return "The trash is switched off on this installation: todos are deleted for good at once.";
  return `Deleted and cleaned-up todos stay here for ${trashDays === 1 ? "a day" : `${trashDays} days`}. Then they are deleted for good.`;
}
