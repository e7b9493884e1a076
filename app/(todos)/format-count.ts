/** "1 todo", "1,500 todos". */
export function todosText(count: number): string {
  return `${count.toLocaleString("en")} ${count === 1 ? "todo" : "todos"}`;
}

/** Counts the loaded todos of a list: "50+" while more pages follow, empty for none. */
export function countText(loaded: number, hasMore: boolean): string {
  if (loaded === 0) return "";
  return hasMore ? `${loaded}+` : String(loaded);
}
