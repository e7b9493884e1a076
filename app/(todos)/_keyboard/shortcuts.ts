import type { RowKey } from "../_row/row-keys.ts";

export type PageKey = "n" | "/" | "j" | "k" | "u" | "?";

/** The single keys of the list, in the order in which the help names them. */
export const shortcuts: readonly { readonly key: RowKey | PageKey; readonly does: string }[] = [
  { key: "n", does: "Add a todo" },
  { key: "/", does: "Search" },
  { key: "j", does: "Go to the next todo" },
  { key: "k", does: "Go to the one before" },
  { key: "x", does: "Complete or reopen it" },
  { key: "e", does: "Edit its title" },
  { key: "d", does: "Set when it is due" },
  { key: "p", does: "Pin or unpin it" },
  { key: "#", does: "Delete it" },
  { key: "u", does: "Undo the last action, and the one before" },
  { key: "?", does: "Show these keys" },
];
