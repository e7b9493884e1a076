import { Button } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { CheckIcon, SearchIcon } from "#app/_ui/icons/icons.tsx";
import type { ListStatus } from "../_queries/todo-queries.ts";
import { shownLists, type TodoFilter } from "./toolbar/todo-filter.ts";

export interface NothingHereProps {
  readonly filter: TodoFilter;
  /** Which of the lists that the filter shows have nothing in them. */
  readonly emptyLists: readonly ListStatus[];
  readonly onClear: () => void;
}

const texts = {
  all: { title: "Nothing to do", text: "Write down the first thing on your mind: the field above is all you need." },
  open: { title: "All done", text: "Nothing is open. What you have completed waits under Completed until it leaves." },
  completed: { title: "Nothing completed", text: "What you tick off shows here, with the day on which it leaves." },
} as const;

/** What the page shows when a filter or search leaves nothing, and when nothing is open any more. */
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
      {filter.status === "all" ? "Search looks at titles and notes." : "Try under All, or with another word."}
    </EmptyState>
  );
}
