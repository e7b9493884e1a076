import { DomainError } from "#lib/errors.ts";

/** The error of a whole file that can't be imported. `message` goes on from "This file can't be imported: ". */
export function refusedFile(message: string, cause?: unknown): DomainError {
  return new DomainError("invalid", `This file can't be imported: ${message}.`, {
    fields: [{ field: "file", message }],
    cause,
  });
}
