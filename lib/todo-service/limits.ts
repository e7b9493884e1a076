// The limits of todos, for schemas, form fields and texts alike. Lengths are in characters: Unicode code points.

export const titleMaxLength = 200;
export const notesMaxLength = 10_000;
export const searchMaxLength = 200;

/** The size of a page that doesn't ask for another. */
export const defaultPageSize = 50;
export const listPageMax = 250;
export const trashPageMax = 100;

/** The most ids that one request may name. */
export const bulkMaxIds = 500;

/** The largest file that can be imported. It is held in memory while it is read. */
export const importMaxMegabytes = 64;
export const importMaxBytes = importMaxMegabytes * 1024 * 1024;
export const importMaxTodos = 250_000;

/** The most refused or changed entries, and the most new todos, in the preview of an import. */
export const importRefusedShown = 100;
export const importRowsShown = 5;
