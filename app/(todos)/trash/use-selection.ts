"use client";

import { useState } from "react";

export interface Selection<Item> {
  /** The selected items that are still in the list, in its order. */
  readonly selected: readonly Item[];
  has(id: string): boolean;
  toggle(id: string): void;
  /** Selects all of these, or deselects them if all are selected. */
  toggleAll(ids: readonly string[]): void;
  clear(): void;
}

/** The selection in a list. Items that are removed from the list are deselected. */
export function useSelection<Item extends { readonly id: string }>(items: readonly Item[]): Selection<Item> {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  return {
    selected: items.filter(({ id }) => ids.has(id)),
    has: (id) => ids.has(id),
    toggle: (id) => setIds(ids.has(id) ? ids.difference(new Set([id])) : ids.union(new Set([id]))),
    toggleAll(some) {
      const group = new Set(some);
      setIds(group.isSubsetOf(ids) ? ids.difference(group) : ids.union(group));
    },
    clear: () => setIds(new Set()),
  };
}
