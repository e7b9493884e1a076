import { Button } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { CheckIcon, SearchIcon } from "#app/_ui/icons/icons.tsx";
import type { ListStatus } from "../_queries/todo-queries.ts";
import { shownLists, type TodoFilter } from "./toolbar/todo-filter.ts";

export interface NothingHereProps {
  readonly filter: TodoFilter;
  /** The empty ones among the lists that the filter shows. */
  readonly emptyLists: readonly ListStatus[];
  readonly onClear: () => void;
}

const texts = {
  all: { title: "Nothing to do", text: "Write the first thing on your mind in the field above." },
  open: { title: "All done", text: "You have no open todos. The completed ones are below." },
  completed: { title: "Nothing completed", text: "Todos that you complete appear here until they are cleaned up." },
} as const;

/** Says so when a filter or search finds nothing, or when no todo is open. */
export function NothingHere({ filter, emptyLists, onClear }: NothingHereProps) {
  const isAllEmpty = emptyLists.length === shownLists(filter).length;
  if (filter.q !== "") return isAllEmpty ? <NoMatch filter={filter} onClear={onClear} /> : null;
  if (!isAllEmpty && !emptyLists.includes("open")) return null;
  const { title, text } = texts[isAllEmpty ? filter.status : "open"];
  return (
    <EmptyState icon={CheckIcon} title={title}>
      {text}
    </EmptyState>
  );
}

function NoMatch({ filter, onClear }: Omit<NothingHereProps, "emptyLists">) {
  return (
    <EmptyState
      icon={SearchIcon}
      title={`Nothing matches “${filter.q}”`}
      action={<Button onClick={onClear}>Clear search</Button>}
    >
      {filter.status === "all" ? "Search looks at titles and notes." : "Try All, or another word."}
    </EmptyState>
  );
}
