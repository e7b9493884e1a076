const scrollers = new Set<(todoId: string) => void>();

/** Registers a list that scrolls to rows which aren't drawn. @returns a function that ends this. */
export function onReveal(scrollTo: (todoId: string) => void): () => void {
  scrollers.add(scrollTo);
  return () => scrollers.delete(scrollTo);
}

/** Scrolls the row of a todo into view, no further than it needs. */
export function revealRow(todoId: string): void {
  const row = document.querySelector(`[data-todo="${CSS.escape(todoId)}"]`);
  if (row !== null) row.scrollIntoView({ block: "nearest" });
  else for (const scrollTo of scrollers) scrollTo(todoId);
}
