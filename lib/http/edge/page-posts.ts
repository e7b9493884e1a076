/** Page posts are forms of a few fields. Without a limit anybody makes the server hold 10 MB for each. */
export const pagePostMaxBytes = 64 * 1024;
