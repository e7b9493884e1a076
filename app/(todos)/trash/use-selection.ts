"use client";

import { useState } from "react";

export interface Selection<Item> {
  /** What is chosen and still there, in the order of the list. */
  readonly chosen: readonly Item[];
  has(id: string): boolean;
  toggle(id: string): void;
  /** Chooses all of these, or none of them if all are chosen already. */
  toggleAll(ids: readonly string[]): void;
  clear(): void;
}

/** Which items of a list are chosen. What leaves the list is no longer chosen, without anybody clearing it. */
export function useSelection<Item extends { readonly id: string }>(items: readonly Item[]): Selection<Item> {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  return {
    chosen: items.filter(({ id }) => ids.has(id)),
    has: (id) => ids.has(id),
    toggle: (id) => setIds(ids.has(id) ? ids.difference(new Set([id])) : ids.union(new Set([id]))),
    toggleAll(some) {
      const group = new Set(some);
      setIds(group.isSubsetOf(ids) ? ids.difference(group) : ids.union(group));
    },
    clear: () => setIds(new Set()),
  };
}
