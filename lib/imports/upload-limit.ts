import { DomainError } from "#lib/errors.ts";
import { importMaxBytes } from "#lib/todo-service/limits.ts";

/** Limits the memory of this process for files that are being read and staged. */
export interface UploadLimit {
  /**
   * Does the work of one file, which holds as many bytes.
   * @throws {DomainError} `too-many-requests` while another file of the account is being read; `unavailable` while
   *   those of others leave no room for it
   */
  admit<Result>(accountId: string, bytes: number, work: () => Promise<Result>): Promise<Result>;
}

const retryAfterSeconds = 10;

/** @param maxBytes of all files together; default: two of the largest, or many small ones */
export function createUploadLimit(maxBytes = 2 * importMaxBytes): UploadLimit {
  const readBytes = new Map<string, number>();
  return {
    async admit(accountId, bytes, work) {
      if (readBytes.has(accountId)) {
        const message = "Another file of yours is being read. Try again once that has ended.";
        throw new DomainError("too-many-requests", message, { retryAfterSeconds });
      }
      const taken = [...readBytes.values()].reduce((sum, size) => sum + size, 0);
      if (taken + bytes > maxBytes) {
        const message = "Tidy is reading large files of others just now. Try again in a few seconds.";
        throw new DomainError("unavailable", message, { retryAfterSeconds });
      }
      readBytes.set(accountId, bytes);
      try {
        return await work();
      } finally {
        readBytes.delete(accountId);
      }
    },
  };
}
