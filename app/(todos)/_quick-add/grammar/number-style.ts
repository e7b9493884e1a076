import { isMonthFirst } from "#lib/todo-service/date-order.ts";

/** A reader's style of dates in numbers. */
export interface NumberStyle {
  readonly isMonthFirst: boolean;
  /** Whether a full date begins with its year. */
  readonly isYearFirst: boolean;
  /** Separators allowed in a date without a full year: "/" and maybe "." or "-". */
  readonly separators: string;
}

/** @param locale such as "de-AT". */
export function numberStyleOf(locale: string): NumberStyle {
  const sample = Date.UTC(2000, 0, 2);
  const full = new Intl.DateTimeFormat(locale, { calendar: "gregory", dateStyle: "short" }).formatToParts(sample);
  const separator = full.find(({ type, value }) => type === "literal" && /[.-]/.test(value))?.value.trim() ?? "";
  const isYearFirst = full[0]?.type === "year";
  return {
    isMonthFirst: isMonthFirst(locale),
    isYearFirst,
    // A slash is understood everywhere, a point or a dash only where it is usual: else they make decimals and spans.
    separators: `/${isYearFirst ? "" : separator}`,
  };
}
