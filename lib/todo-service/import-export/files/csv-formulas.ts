// Spreadsheets run a cell that starts with one of these as a formula; an apostrophe before it makes it text. A German
// spreadsheet takes a semicolon within a cell of a file with commas for the start of a cell.
const starts = String.raw`=+\-@\t\r\n＝＋－＠`;
const unguarded = new RegExp(`(^|;)('*)(?=[${starts}])`, "g");
const guarded = new RegExp(`(^|;)'('*)(?=[${starts}])`, "g");

/** A text that no spreadsheet runs. */
export function guardFormulas(cell: string): string {
  return cell.replace(unguarded, "$1'$2");
}

/** The text that was guarded. */
export function unguardFormulas(cell: string): string {
  return cell.replace(guarded, "$1$2");
}
