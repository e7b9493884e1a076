/** A reader's style of dates in numbers. */
export interface NumberStyle {
  readonly isMonthFirst: boolean;
  /** Separators allowed in a date without a full year: "/" and maybe "." or "-". */
  readonly separators: string;
}

/** @param locale such as "de-AT". */
export function numberStyleOf(locale: string): NumberStyle {
  const sample = Date.UTC(2000, 0, 2);
  const parts = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { calendar: "gregory", ...options }).formatToParts(sample);
  const order = parts({ month: "numeric", day: "numeric" }).map(({ type }) => type);
  const full = parts({ dateStyle: "short" });
  const separator = full.find(({ type, value }) => type === "literal" && /[.-]/.test(value))?.value.trim() ?? "";
  return {
    isMonthFirst: order.indexOf("month") < order.indexOf("day"),
    // A slash is understood everywhere, a point or a dash only where it is usual: else they make decimals and spans.
    separators: `/${full[0]?.type === "year" ? "" : separator}`,
  };
}
