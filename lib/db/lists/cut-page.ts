/** Cuts a page from rows read with one more than its size. The cursor of the next page is the id of its last row. */
export function cutPage<Row extends { readonly id: string }>(rows: readonly Row[], size: number) {
  const page = rows.slice(0, size);
  return { page, nextCursor: rows.length > size ? (page.at(-1)?.id ?? null) : null };
}
