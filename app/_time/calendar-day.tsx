"use client";

import { useClock } from "./clock.tsx";

/** A day in the reader's zone and language, e.g. "24 Nov 2026", with the exact time as its title. */
export function CalendarDay({ at }: { readonly at: string }) {
  const { timeZone, locale } = useClock();
  const instant = new Date(at);
  const format = (options: Intl.DateTimeFormatOptions) => instant.toLocaleString(locale, { timeZone, ...options });
  return (
    // Browsers and servers of different age may write a date of the same language a little differently.
    <time dateTime={at} title={format({ dateStyle: "long", timeStyle: "long" })} suppressHydrationWarning>
      {format({ dateStyle: "medium" })}
    </time>
  );
}
