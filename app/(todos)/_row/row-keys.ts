/** The keys that act on the focused todo. Its row has a control for most, marked by `data-shortcut`. */
export const rowKeys = ["x", "c", "e", "d", "o", "p", "#"] as const;
export type RowKey = (typeof rowKeys)[number];

export function isRowKey(key: string): key is RowKey {
  return rowKeys.some((each) => each === key);
}
