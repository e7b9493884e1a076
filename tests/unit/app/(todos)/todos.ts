import type { Page } from "#lib/todo-service/pages.ts";
import type { Todo } from "#lib/todo-service/schemas.ts";

/** A todo whose id sorts by `order`: a greater one is newer. */
export function todoAt(order: number, fields: Partial<Todo> = {}): Todo {
  const instant = new Date(Date.UTC(2026, 10, 24) + order).toISOString();
  return {
    id: `0${order.toString(16).padStart(7, "0")}-0000-7000-8000-000000000000`,
    title: `Todo ${order}`,
    notes: "",
    dueOn: null,
    completedAt: null,
    pinned: false,
    expiresAt: null,
    createdAt: instant,
    updatedAt: instant,
    ...fields,
  };
}

/** Loaded pages of these todos; another page waits on the server if `hasMore`. */
export function pagesOf(pages: readonly (readonly Todo[])[], { hasMore = false } = {}) {
  return {
    pages: pages.map((items, index): Page<Todo> => {
      const isLast = index === pages.length - 1;
      return { items: [...items], nextCursor: isLast && !hasMore ? null : (items.at(-1)?.id ?? null) };
    }),
    pageParams: pages.map((_, index) => (index === 0 ? null : (pages[index - 1]?.at(-1)?.id ?? null))),
  };
}
