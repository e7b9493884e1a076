// The limits of todos, for schemas, form fields and texts alike. Lengths are in characters (UTF-16 code units).

export const titleMaxLength = 200;
export const notesMaxLength = 10_000;
export const searchMaxLength = 200;

/** The size of a page that doesn't ask for another. */
export const defaultPageSize = 50;
export const listPageMax = 250;
export const trashPageMax = 100;

/** The most ids that one request may name. */
export const bulkMaxIds = 500;

/** The largest file that can be imported. */
export const importMaxMegabytes = 5;
export const importMaxBytes = importMaxMegabytes * 1024 * 1024;
/** The largest request that uploads such a file: inside JSON, most of its characters may need an escape. */
export const importMaxBodyBytes = 12 * 1024 * 1024;
export const importMaxTodos = 10_000;

/** How many refused entries and how many titles the preview of an import shows. */
export const importRefusedShown = 100;
export const importTitlesShown = 5;
