import type { DueLanguage } from "./language.ts";
import { expander } from "./phrases.ts";
import { endingWith, type Place } from "./surroundings.ts";

/** Tells whether a text repeats what is on a day: "gym on friday every week". */
export function repetitionsOf(language: DueLanguage): (place: Place) => boolean {
  const { isSpaceless = false } = language;
  const [start, end] = isSpaceless ? ["", ""] : ["(?<![\\p{L}\\p{N}])", "(?![\\p{L}\\p{N}])"];
  const repetition = new RegExp(`${start}(?:${expander(language)(language.repetitions)})${end}`, "giu");
  const lead = endingWith(language.leads, isSpaceless);
  return ({ before, words, after, isNear }) => {
    const text = withoutAsides(before) + words + withoutAsides(after);
    const [dateStart, dateEnd] = [before.length, before.length + words.length];
    return [...text.matchAll(repetition)].some(({ 0: { length }, index }) => {
      const until = index + length;
      if (index < dateEnd && until > dateStart) return true;
      // "Walk every day, start tomorrow": these words tell one day, whatever repeats beside them.
      if (isNear) return false;
      return until <= dateStart
        ? !isOfOtherClause(text.slice(until, dateStart).replace(lead, ""), text.slice(dateEnd))
        : !isOfOtherClause(text.slice(dateEnd, index), text.slice(until));
    });
  };
}

/** What stands in brackets or quotes, as spaces: "cancel gym ($20 each month) by friday", "read “Every Day”". */
const withoutAsides = (text: string) => text.replace(aside, (words) => " ".repeat(words.length));
const aside = /\([^()]*\)|（[^（）]*）|"[^"]*"|“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|「[^「」]*」|《[^《》]*》/gu;

/** Whether a comma begins something else: "pills twice a day, see Ann on friday", but not "gym every week, on friday". */
function isOfOtherClause(between: string, rest: string): boolean {
  const comma = between.search(/[,;，；、][^,;，；、]*$/u);
  return comma !== -1 && hasWord(between) && (hasWord(between.slice(comma)) || hasWord(rest));
}

const hasWord = (text: string) => /\p{L}/u.test(text);
