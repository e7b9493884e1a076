import { DomainError } from "#lib/errors.ts";

export function noSuchImport(): DomainError {
  return new DomainError("not-found", "There is no such import. It may have been discarded: upload the file again.");
}
