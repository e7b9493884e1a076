import { z } from "zod";
import { timeZoneName } from "#lib/auth/user.ts";
import type { FileReader } from "#lib/todo-service/import-export/formats.ts";

const languagePattern = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/;

/** Query parameters for the reader of a file. */
export const fileReaderQuery = {
  timeZone: timeZoneName
    .optional()
    .describe("The time zone of the file's days and times. Default: that of your settings, else UTC."),
  language: z
    .string()
    .refine(isLanguage, "use a language such as de or en-GB")
    .meta({ pattern: languagePattern.source })
    .optional()
    .describe("The form of dates that are not ISO, and the separator of cells for Excel. Default: `en`."),
};

function isLanguage(name: string): boolean {
  try {
    return languagePattern.test(name) && Intl.getCanonicalLocales(name).length > 0;
  } catch {
    return false;
  }
}

type Query = { readonly [Name in keyof typeof fileReaderQuery]?: string | undefined };

/** The reader of a file. Zone: the request's, else the user's, else UTC. Language: the request's, else English. */
export function fileReaderOf(query: Query, user: { readonly timeZone: string | null }): FileReader {
  return { timeZone: query.timeZone ?? user.timeZone ?? "UTC", languages: [query.language ?? "en"] };
}
