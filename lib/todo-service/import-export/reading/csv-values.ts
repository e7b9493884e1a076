import type { DomainError } from "#lib/errors.ts";
import { isMonthFirst } from "../../date-order.ts";
import { instantIn, isRealDay } from "../files/local-time.ts";
import { refusedFile } from "../files/refused-file.ts";
import type { FileReader } from "../formats.ts";

// Words for true and false that spreadsheets and people write, in the languages of Excel's most users.
const yes =
  "true wahr vrai verdadero vero verdadeiro waar sant sand sann prawda tosi pravda igaz doğru истина yes ja oui sí si sim tak kyllä はい 是 1";
const no =
  "false falsch faux falso onwaar falskt falsk usann fałsz epätosi nepravda hamis yanlış ложь no nein non não nee nej nei nie ei いいえ 否 0";
const booleans: ReadonlyMap<string, boolean> = new Map([
  ...yes.split(" ").map((word) => [word, true] as const),
  ...no.split(" ").map((word) => [word, false] as const),
]);

/** True or false; the cell itself where it is neither. */
export function booleanOf(cell: string): boolean | string {
  return booleans.get(cell.trim().toLowerCase()) ?? cell;
}

/** Dates of a file. Each throws `invalid` for a date that only has the other order of day and month. */
export interface CsvDates {
  /** A day as 2026-12-01; the cell itself where it is none. */
  dayOf(cell: string): string;
  /** A day or an instant; the cell itself where it is neither. */
  momentOf(cell: string): string;
}

const time = String.raw`(?:[T\s,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap])?\.?m?\.?)?`;
const numeric = new RegExp(String.raw`^(\d{1,4})\s?([./\-年])\s?(\d{1,2})\s?[./\-月]\s?(\d{1,4})日?\.?${time}$`, "i");

/** Reads dates as ISO writes them, and as the reader's first language does. */
export function csvDatesFor({ timeZone, languages }: FileReader): CsvDates {
  const dayFirst = !isMonthFirst(languages[0]);
  const read = (cell: string) => {
    const text = cell.trim();
    const [, first = "", mark, second = "", third = "", hour, minute = "00", second60 = "00", half] =
      numeric.exec(text) ?? [];
    if (mark === undefined) return null;
    const parts = [first, second, third] as const;
    const day = dayFrom(parts, mark === "." || dayFirst);
    if (day === null) {
      if (mark !== "." && dayFrom(parts, !dayFirst) !== null) throw otherOrder(text, dayFirst);
      return null;
    }
    const clock = hour === undefined ? null : `${hourOf(hour, half)}:${minute}:${second60}`;
    return { day, clock };
  };
  return {
    dayOf: (cell) => read(cell)?.day ?? cell.trim(),
    momentOf(cell) {
      const found = read(cell);
      if (found === null) return cell.trim();
      if (found.clock === null) return found.day;
      const isClock = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(found.clock);
      return isClock ? instantIn(timeZone, found.day, found.clock).toISOString() : cell.trim();
    },
  };
}

/** A program writes all dates of a file in one order, so that others of this file would be swapped without a word. */
function otherOrder(given: string, dayFirst: boolean): DomainError {
  const [read, written] = dayFirst ? ["day", "month"] : ["month", "day"];
  return refusedFile(
    `its dates are read with the ${read} first, as your language writes them, but “${given.slice(0, 40)}” has the ` +
      `${written} first. Write all dates as 2026-12-01 and choose the file again`,
  );
}

function hourOf(hour: string, half: string | undefined): string {
  const of12 = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  return String(of12).padStart(2, "0");
}

/** A day from three numbers; a year of four digits in front is ISO's order. */
function dayFrom([first, second, third]: readonly [string, string, string], isDayFirst: boolean): string | null {
  const [year, month, date] =
    first.length >= 3 ? [first, second, third] : isDayFirst ? [third, second, first] : [third, first, second];
  if (![2, 4].includes(year.length) || date.length > 2) return null;
  const day = `${year.padStart(4, "20")}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  return isRealDay(day) ? day : null;
}
