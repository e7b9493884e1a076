import { characterCount } from "#lib/text.ts";
import { titleMaxLength } from "./limits.ts";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * A title that fits, and the rest. Splits between words if that uses more than half of the room, and never within a
 * character.
 */
export function splitTitle(title: string): readonly [head: string, rest: string] {
  if (characterCount(title) <= titleMaxLength) return [title, ""];
  let count = 0;
  let end = 0;
  for (const { segment, index } of graphemes.segment(title)) {
    count += characterCount(segment);
    if (count > titleMaxLength) break;
    end = index + segment.length;
  }
  const fits = title.slice(0, end);
  const word = /^(.*\S)\s+\S*$/s.exec(title.slice(0, end + 1))?.[1] ?? "";
  const head = word.length > fits.length / 2 ? word : fits;
  return [head.trimEnd(), title.slice(head.length).trim()];
}
