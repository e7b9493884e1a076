"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { noSubscription } from "#app/_ui/hydration/no-subscription.ts";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { useDrafts } from "../_outbox/outbox-provider.tsx";
import { type DraftOf, isUnsaved } from "./draft.ts";

type EditKind = "title" | "details";

/** The draft that a field of a todo shows. */
export interface OpenDraft<Shown> {
  /** The input, typed here or before; undefined while nobody has typed anything. */
  readonly draft: Shown | undefined;
  /** Whether it was typed before this field was there. */
  readonly isEarlier: boolean;
  write(draft: Shown): void;
  drop(): void;
}

/** Keeps what is typed into a field, also before the code that stores it is loaded. */
export function useDraft<Kind extends EditKind>(kind: Kind, todo: Todo): OpenDraft<DraftOf<Kind>> {
  const { id } = todo;
  const drafts = useDrafts();
  const [typed, setTyped] = useState<DraftOf<Kind>>();
  const stored = useSyncExternalStore(drafts?.subscribe ?? noSubscription, () => drafts?.find(kind, id));
  const earlier = stored !== undefined && isUnsaved(stored, todo) ? stored : undefined;
  const [isEarlier, setEarlier] = useState(false);
  if (!isEarlier && typed === undefined && earlier !== undefined) setEarlier(true);

  useEffect(() => drafts?.open(kind, id), [drafts, kind, id]);
  useEffect(() => {
    if (typed !== undefined) drafts?.put(typed);
  }, [drafts, typed]);

  return { draft: typed ?? earlier, isEarlier, write: setTyped, drop: () => drafts?.drop(kind, id) };
}
