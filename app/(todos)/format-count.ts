/** "1 todo", "1,500 todos". */
export function todosText(count: number): string {
  return `${count.toLocaleString("en")} ${count === 1 ? "todo" : "todos"}`;
}

/** How many todos a list has, as far as the browser knows: with more pages to come it is "50+". Empty when none is. */
export function countText(loaded: number, hasMore: boolean): string {
  if (loaded === 0) return "";
  return hasMore ? `${loaded}+` : String(loaded);
}
