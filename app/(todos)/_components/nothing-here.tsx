import { Button } from "#app/_components/button.tsx";
import { EmptyState } from "#app/_components/empty-state.tsx";
import { CheckIcon, SearchIcon } from "#app/_components/icons.tsx";
import type { TodoFilter } from "../_data/todo-filter.ts";

export interface NothingHereProps {
  readonly filter: TodoFilter;
  readonly onClear: () => void;
}

const texts = {
  all: { title: "Nothing to do", text: "Write down the first thing on your mind: the field above is all you need." },
  open: { title: "All done", text: "Nothing is open. What you have completed waits under Completed until it leaves." },
  completed: { title: "Nothing completed", text: "What you tick off shows here, with the day on which it leaves." },
} as const;

/** What the page shows when a filter or search leaves nothing. */
export function NothingHere({ filter, onClear }: NothingHereProps) {
  if (filter.q !== "") {
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
  const { title, text } = texts[filter.status];
  return (
    <EmptyState icon={CheckIcon} title={title}>
      {text}
    </EmptyState>
  );
}
