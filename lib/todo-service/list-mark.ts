/**
 * The mark of a line in a list: `-`, `*`, `1.`, `- [ ]`, `[x]`; empty for a line without one. The first group is what
 * the box holds, if there is one.
 */
export const listMark = /^\s*(?:(?:[-*+•–]|\d{1,3}[.)])(?:$|\s+))?(?:\[([ xX]?)\](?:$|\s+))?/;
