/** An instant as the browser's date and time fields have it: local, without a zone. Empty where there is none. */
export function localInput(instant: string | undefined): string {
  if (instant === undefined) return "";
  const at = new Date(instant);
  const two = (value: number) => String(value).padStart(2, "0");
  const day = [String(at.getFullYear()).padStart(4, "0"), two(at.getMonth() + 1), two(at.getDate())].join("-");
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The latest date and time to type, so that a year has four digits: in UTC, too. */
export const latestInput = "9999-12-30T23:59";

/** The instant that a date and time field holds; undefined while it is empty or incomplete. */
export function instantOf(input: string): string | undefined {
  const at = new Date(input);
  return input === "" || Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
