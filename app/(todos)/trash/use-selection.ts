"use client";

import { useState } from "react";

/** The selection: some of the loaded items, or all that the search finds, loaded or not. */
export interface Selected<Item> {
  readonly kind: "some" | "all";
  /** Those of them that are loaded, in the order of the list. */
  readonly items: readonly Item[];
}

export interface Selection<Item> {
  readonly selected: Selected<Item>;
  /** The number of selected items, including those that aren't loaded. */
  readonly count: number;
  readonly isAll: boolean;
  has(id: string): boolean;
  toggle(id: string): void;
  /** Selects all of these, or deselects them if all are selected. */
  toggleAll(ids: readonly string[]): void;
  /** Selects all that the search finds, or nothing if all is selected. */
  toggleEverything(): void;
  clear(): void;
}

/**
 * The selection in a list of which `total` items exist. Items that are removed from the list are deselected. Whoever
 * deselects one of all keeps the others that are loaded.
 */
export function useSelection<Item extends { readonly id: string }>(
  items: readonly Item[],
  total: number,
): Selection<Item> {
  const [chosen, choose] = useState<ReadonlySet<string> | "all">(new Set());
  const loaded = () => new Set(items.map(({ id }) => id));
  const ids = chosen === "all" ? loaded() : chosen;
  const some = items.filter(({ id }) => ids.has(id));
  const hasMore = total > items.length;
  const isAll = chosen === "all" || (!hasMore && items.length > 0 && some.length === items.length);
  return {
    selected: chosen === "all" ? { kind: "all", items: some } : { kind: "some", items: some },
    count: chosen === "all" ? total : some.length,
    isAll,
    has: (id) => ids.has(id),
    toggle: (id) => choose(ids.has(id) ? ids.difference(new Set([id])) : ids.union(new Set([id]))),
    toggleAll(those) {
      const group = new Set(those);
      choose(group.isSubsetOf(ids) ? ids.difference(group) : ids.union(group));
    },
    toggleEverything: () => choose(isAll ? new Set() : hasMore ? "all" : loaded()),
    clear: () => choose(new Set()),
  };
}
