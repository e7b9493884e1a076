import { RememberReader } from "#app/_client/remember-reader.tsx";
import { FollowChanges } from "../_changes/follow-changes.tsx";
import { GoneTodos } from "../_drafts/gone-todos.tsx";
import { KeepList } from "../_offline/keep-list.tsx";
import type { Viewer } from "../_offline/kept-list.ts";
import { KeepQuickAdd } from "../_quick-add/keep-quick-add.tsx";
import { OpenCount } from "./open-count.tsx";
import type { TodoFilter } from "./toolbar/todo-filter.ts";
import { useAnnouncedResults } from "./toolbar/use-announced-results.ts";
import type { LoadedList } from "./use-todo-list.ts";

export interface UnseenPartsProps {
  readonly title: string;
  readonly user: Viewer;
  readonly filter: TodoFilter;
  /** The lists in view. */
  readonly lists: readonly LoadedList[];
}

/**
 * The invisible parts of the list: they show the open count in the browser tab, follow changes by others, remember the
 * time zone and language, announce what a search finds, and keep the list for use without a network, and typed text
 * until it is added.
 */
export function UnseenParts({ title, user, filter, lists }: UnseenPartsProps) {
  const isFound = lists.every(({ state, isOutdated }) => state === "ready" && !isOutdated);
  useAnnouncedResults({
    q: filter.q,
    filter: filter.status,
    count: isFound ? lists.reduce((sum, { todos }) => sum + todos.length, 0) : null,
    hasMore: lists.some(({ hasMore }) => hasMore),
  });
  return (
    <>
      <OpenCount title={title} />
      <FollowChanges />
      <RememberReader />
      <KeepList user={user} />
      <KeepQuickAdd />
      <GoneTodos />
    </>
  );
}
