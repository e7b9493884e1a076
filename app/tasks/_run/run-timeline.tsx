import { ExactTime } from "#app/_time/relative-time.tsx";
import { classNames } from "#app/_ui/class-names.ts";
import { Section } from "#app/_ui/section.tsx";
import { durationText } from "../format-duration.ts";
import type { TimelineEntry } from "./timeline.ts";

const dots: Readonly<Record<TimelineEntry["tone"], string>> = {
  neutral: "bg-muted",
  info: "bg-info",
  accent: "bg-accent",
  warning: "bg-warning",
  danger: "bg-danger",
};

/** The events of a run, with the time since its beginning. */
export function RunTimeline({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  const [first] = entries;
  return (
    <Section title="Timeline">
      <ol className="grid gap-2.5 text-sm">
        {entries.map(({ at, text, tone }, index) => (
          <li key={`${at} ${text}`} className="grid grid-cols-[auto_1fr] gap-x-3">
            <span aria-hidden="true" className={classNames("mt-1.5 size-2 rounded-full", dots[tone])} />
            <div className="flex min-w-0 flex-wrap justify-between gap-x-4">
              <span className="min-w-0 break-words">{text}</span>
              <span className="text-xs text-muted tabular-nums">
                {index > 0 && first !== undefined && `+${durationText(Date.parse(at) - Date.parse(first.at))} · `}
                <ExactTime at={at} />
              </span>
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}
