/** The keys that act on the focused todo: its row has a control for each, marked by `data-shortcut`. */
export const rowKeys = ["x", "e", "d", "p", "#"] as const;
export type RowKey = (typeof rowKeys)[number];

export function isRowKey(key: string): key is RowKey {
  return rowKeys.some((each) => each === key);
}
