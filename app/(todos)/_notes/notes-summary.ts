/** More than a row shows. The time to look for syntax grows with the square of its length. */
const startOfLine = /^.{0,300}/u;

/** The start of the first line of notes, without Markdown syntax. Keeps characters that may not be syntax. */
export function notesSummary(notes: string): string {
  const [first = ""] = startOfLine.exec(notes.trim()) ?? [];
  const plain = first
    .replace(/^(?:#{1,6}|>|[-*+]|\d+[.)])\s+/u, "")
    .replace(/^\[[ x]\]\s+/iu, "")
    .replace(/!?\[([^\]]+)\]\([^)\s]*\)/gu, "$1")
    .replace(/(\*\*|__|~~|`)(?=\S)(.+?)(?<=\S)\1/gu, "$2")
    .trim();
  return plain === "" ? first : plain;
}
