import { DomainError } from "#lib/errors.ts";

/** The error of a whole file that can't be imported. `message` goes on from "This file can't be imported: ". */
export function refusedFile(message: string, cause?: unknown): DomainError {
  return new DomainError("invalid", `This file can't be imported: ${message}.`, {
    fields: [{ field: "file", message }],
    cause,
  });
}

/** What to do instead with a file whose dates and notes can't be read. */
export const mappingAdvice = "Export a CSV file with the columns title, notes and dueOn from a spreadsheet instead";
