/** The first line of notes without Markdown syntax. Keeps characters that may not be syntax. */
export function notesSummary(notes: string): string {
  const [first = ""] = notes.trim().split("\n", 1);
  const plain = first
    .replace(/^(?:#{1,6}|>|[-*+]|\d+[.)])\s+/u, "")
    .replace(/^\[[ x]\]\s+/iu, "")
    .replace(/!?\[([^\]]+)\]\([^)\s]*\)/gu, "$1")
    .replace(/(\*\*|__|~~|`)(?=\S)(.+?)(?<=\S)\1/gu, "$2")
    .trim();
  return plain === "" ? first : plain;
}
