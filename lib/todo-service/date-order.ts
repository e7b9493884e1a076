/**
 * Whether a language writes the month before the day, in dates without a year. Quick add and imports read numbers
 * alike.
 * @param locale such as "de-AT"; undefined for that of this machine.
 */
export function isMonthFirst(locale: string | undefined): boolean {
  const format = new Intl.DateTimeFormat(locale, { calendar: "gregory", month: "numeric", day: "numeric" });
  const parts = format.formatToParts(0).map(({ type }) => type);
  return parts.indexOf("month") < parts.indexOf("day");
}
