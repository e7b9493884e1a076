import { nearDays } from "#app/_time/format-time.ts";
import { dayMs } from "#lib/days.ts";

/** A day in a sentence, with its date: "tomorrow, Wed 25 Nov", "Fri 4 Dec". */
export function dayText(day: string, today: string, locale: string | undefined): string {
  const date = new Intl.DateTimeFormat(locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
    ...(day.slice(0, 4) !== today.slice(0, 4) && { year: "numeric" }),
    timeZone: "UTC",
  }).format(new Date(day));
  const near = nearDays[Math.round((Date.parse(day) - Date.parse(today)) / dayMs)];
  return near === undefined ? date : `${near.toLowerCase()}, ${date}`;
}
