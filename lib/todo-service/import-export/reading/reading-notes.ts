/** A reader's notes on values that it left out or interpreted, for the person to judge. */
export interface ReadingNotes {
  /** Names a column, key or heading that isn't read. */
  ignore(name: string): void;
  /** Notes a date that isn't written as ISO does. */
  readDate(given: string, read: string): void;
  /** The columns, keys and headings that aren't read. */
  readonly ignored: readonly string[];
  /** The first date that was interpreted. */
  readonly date: { readonly given: string; readonly read: string } | null;
}

/** The most names that are kept: a file may have a key of its own for each entry. */
const maxIgnored = 100;

export function createReadingNotes(): ReadingNotes {
  const names = new Set<string>();
  let date: ReadingNotes["date"] = null;
  return {
    ignore(name) {
      if (names.size < maxIgnored) names.add(name.slice(0, 100));
    },
    readDate(given, read) {
      date ??= { given, read };
    },
    get ignored() {
      return [...names];
    },
    get date() {
      return date;
    },
  };
}
