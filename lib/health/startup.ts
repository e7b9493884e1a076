import type { Logger } from "#lib/logger.ts";
import type { Check } from "./check.ts";

/** The progress of this process in starting its tasks. */
export interface Startup {
  /** The database is being migrated, or waited for. */
  migrate(): void;
  begin(): void;
  /** Notes a failed try, and the time until the next one. */
  retry(error: unknown, retryMs: number): void;
  finish(): void;
  /** Fine as well where no start was asked for, as in a command. */
  check(): Check;
}

export function createStartup(logger: Logger): Startup {
  let check: Check = { ok: true, detail: "This process has no schedules or workers to start." };
  return {
    migrate() {
      check = { ok: false, detail: "Schedules and workers start once the database answers and is migrated." };
    },
    begin() {
      check = { ok: false, detail: "Schedules and workers are being started." };
    },
    retry(error, retryMs) {
      logger.warn({ err: error, retryMs }, "the tasks wait for the database");
      check = { ok: false, detail: "Schedules and workers start once the database answers." };
    },
    finish() {
      check = { ok: true, detail: "The tasks have started." };
    },
    check: () => check,
  };
}
