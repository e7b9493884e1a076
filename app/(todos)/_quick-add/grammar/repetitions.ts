import type { DueLanguage } from "./language.ts";
import { expander } from "./phrases.ts";
import { endingWith } from "./surroundings.ts";

/** Where words stand in a text. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where a date stands. */
export interface DateSpan extends Span {
  /** Whether it is "today", "tomorrow" or the like. */
  readonly isNear: boolean;
}

/** Tells for a text which of its dates repeat: "gym on friday every week". */
export function repetitionsOf(language: DueLanguage): (text: string) => (date: DateSpan) => boolean {
  const { isSpaceless = false } = language;
  const [start, end] = isSpaceless ? ["", ""] : ["(?<![\\p{L}\\p{N}])", "(?![\\p{L}\\p{N}])"];
  const repetition = new RegExp(`${start}(?:${expander(language)(language.repetitions)})${end}`, "giu");
  const lead = endingWith(language.leads, isSpaceless);
  return (text) => {
    const found = spansOf(text, repetition);
    if (found.length === 0) return () => false;
    const asides = spansOf(text, aside);
    const repetitions = found.map((each) => ({ ...each, aside: asides.find((some) => contains(some, each)) }));
    return (date) => {
      const heard = repetitions.filter((each) => each.aside === undefined || contains(each.aside, date));
      if (heard.some((each) => each.start < date.end && each.end > date.start)) return true;
      // "Walk every day, start tomorrow": these words tell one day, whatever repeats beside them.
      if (date.isNear) return false;
      const before = heard.findLast((each) => each.end <= date.start);
      const after = heard.find((each) => each.start >= date.end);
      const between = before && text.slice(before.end, date.start).replace(lead, "");
      if (between !== undefined && !isOfOtherClause(between, text.slice(date.end))) return true;
      return after !== undefined && !isOfOtherClause(text.slice(date.end, after.start), text.slice(after.end));
    };
  };
}

const spansOf = (text: string, pattern: RegExp): Span[] =>
  [...text.matchAll(pattern)].map(({ 0: words, index }) => ({ start: index, end: index + words.length }));

const contains = (outer: Span, inner: Span) => outer.start <= inner.start && inner.end <= outer.end;

/** Brackets and quotes: "cancel gym ($20 each month) by friday", "read “Every Day”". */
const aside = /\([^()]*\)|（[^（）]*）|"[^"]*"|“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|「[^「」]*」|《[^《》]*》/gu;

/** Whether a comma begins something else: "pills twice a day, see Ann on friday", not "gym every week, on friday". */
function isOfOtherClause(between: string, rest: string): boolean {
  const comma = between.search(/[,;，；、][^,;，；、]*$/u);
  return comma !== -1 && hasWord(between) && (hasWord(between.slice(comma)) || hasWord(rest));
}

const hasWord = (text: string) => /\p{L}/u.test(text);
