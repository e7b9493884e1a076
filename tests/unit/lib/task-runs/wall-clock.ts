/** A minute, and the time that a clock in a time zone shows at its start. */
export interface WallMinute {
  readonly instant: number;
  /** `2026-03-29T02:30`, so that later readings compare greater except where the clock is put back. */
  readonly reading: string;
  readonly date: string;
  readonly hour: number;
  readonly minute: number;
}

const MINUTE_MS = 60_000;

/** The minutes that a clock in the time zone shows, one after another, from Intl alone. */
export function wallClock(timeZone: string, from: Date, to: Date): WallMinute[] {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  const minutes: WallMinute[] = [];
  for (let instant = from.getTime(); instant <= to.getTime(); instant += MINUTE_MS) {
    const [date = "", time = ""] = format.format(instant).split(", ");
    const [hour, minute] = time.split(":").map(Number);
    minutes.push({ instant, reading: `${date}T${time}`, date, hour: hour ?? 0, minute: minute ?? 0 });
  }
  return minutes;
}

/** The instant of a planned reading: when the clock first shows it or, if it skips it, a later one. */
export function firstAtOrAfter(clock: readonly WallMinute[], reading: string): number | undefined {
  return clock.find((minute) => minute.reading >= reading)?.instant;
}
