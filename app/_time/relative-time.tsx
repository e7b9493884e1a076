"use client";

import { useClock } from "./clock.tsx";
import { agoText, exactText, untilText } from "./format-time.ts";

export interface RelativeTimeProps {
  /** An instant as an ISO string. */
  readonly at: string;
  /** Stands before the relative time, e.g. "expires". */
  readonly prefix?: string;
  /**
   * Makes the time count down, and replaces it once the instant has passed. Without it the time counts up from the
   * past.
   */
  readonly due?: string;
  readonly className?: string;
}

/** "3 days ago" or "expires in 2 days", kept up to date, with the exact time as tooltip. */
export function RelativeTime({ at, prefix, due, className }: RelativeTimeProps) {
  const clock = useClock();
  const instant = new Date(at);
  const text = due === undefined ? agoText(instant, clock.now) : untilText(instant, clock.now, due);
  return (
    <time dateTime={at} title={exactText(instant, clock)} className={className}>
      {prefix === undefined ? text : `${prefix} ${text}`}
    </time>
  );
}

/** The date and time in full, in the reader's language and zone. */
export function ExactTime({ at, className }: { readonly at: string; readonly className?: string }) {
  const clock = useClock();
  return (
    <time dateTime={at} title={at} className={className}>
      {exactText(new Date(at), clock)}
    </time>
  );
}
