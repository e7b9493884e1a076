"use client";

import { type MouseEvent, useSyncExternalStore } from "react";
import { classNames } from "#app/_ui/class-names.ts";
import { noSubscription } from "#app/_ui/hydration/no-subscription.ts";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { useDrafts } from "../_outbox/outbox-provider.tsx";
import { pressInRow } from "../_row/row-focus.ts";
import { isUnsaved } from "./draft.ts";
import type { Drafts } from "./drafts.ts";

/** Says on a row that something is typed and not saved, and opens it. */
export function DraftMark({ todo }: { readonly todo: Todo }) {
  const drafts = useDrafts();
  const key = useSyncExternalStore(drafts?.subscribe ?? noSubscription, () => keyOfUnsaved(drafts, todo));
  if (key === null) return null;
  const open = ({ currentTarget }: MouseEvent) => {
    const row = currentTarget.closest<HTMLElement>("[data-todo]");
    if (row !== null) pressInRow(row, key);
  };
  return (
    <button
      type="button"
      aria-label={`Unsaved draft of “${todo.title}”`}
      onClick={open}
      className={classNames(
        "-mt-1.5 mb-1 flex min-h-6 shrink-0 items-center rounded-sm px-1.5 text-xs font-medium whitespace-nowrap",
        "text-warning underline underline-offset-2 pointer-coarse:min-h-11 print:hidden",
        todo.completedAt !== null && "sm:m-0",
      )}
    >
      Unsaved draft
    </button>
  );
}

/** The key that opens the field of an unsaved draft which none shows yet. */
function keyOfUnsaved(drafts: Drafts | undefined, todo: Todo): "e" | "o" | null {
  const places = [
    { kind: "title", key: "e" },
    { kind: "details", key: "o" },
  ] as const;
  const place = places.find(({ kind }) => {
    const draft = drafts?.find(kind, todo.id);
    return draft !== undefined && isUnsaved(draft, todo) && drafts?.isOpen(kind, todo.id) === false;
  });
  return place?.key ?? null;
}
