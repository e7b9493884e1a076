"use client";

import { useClock } from "./clock.tsx";
import { agoText, exactText, untilText } from "./format-time.ts";

export interface RelativeTimeProps {
  /** An instant as it travels: an ISO string. */
  readonly at: string;
  /** Put before the relative time, e.g. "leaves". */
  readonly prefix?: string;
  /** Said instead when an instant that was to come has passed; without it the time counts from the past. */
  readonly due?: string;
  readonly className?: string;
}

/** "3 days ago" or "leaves in 2 days", kept current, with the exact time on hover and for machines. */
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
