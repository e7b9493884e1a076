import type { RowKey } from "../_row/row-keys.ts";

export type PageKey = "n" | "/" | "j" | "k" | "u" | "?";

/** The single-key shortcuts of the list, in the order of the help. */
export const shortcuts: readonly { readonly key: RowKey | PageKey; readonly does: string }[] = [
  { key: "n", does: "Add a todo" },
  { key: "/", does: "Search" },
  { key: "j", does: "Next todo" },
  { key: "k", does: "Previous todo" },
  { key: "x", does: "Select the todo, or deselect it" },
  { key: "c", does: "Complete or reopen the todo" },
  { key: "e", does: "Edit the title" },
  { key: "d", does: "Set the due date" },
  { key: "o", does: "Open or close notes and details" },
  { key: "p", does: "Pin or unpin the todo" },
  { key: "#", does: "Delete the todo" },
  { key: "u", does: "Undo, step by step" },
  { key: "?", does: "Show keyboard shortcuts" },
];
