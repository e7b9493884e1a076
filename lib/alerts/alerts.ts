import type { Logger } from "#lib/logger.ts";
import type { AlertsTable, AlertWriter } from "#lib/notices/alerts-table.ts";
import type { Notices } from "#lib/notices/notices.ts";
import type { ClockGuard } from "#lib/task-runs/clocks/clock-guard.ts";
import type { RunOutcomes } from "#lib/task-runs/outcomes/run-outcomes.ts";
import type { ScheduleStore } from "#lib/task-runs/schedules.ts";
import { readFacts } from "./facts.ts";
import { type Judgement, judge } from "./faults.ts";
import { messageOf } from "./notice-words.ts";

/** Notices faults, and tells operators: once when one starts, once when it is resolved. */
export interface Alerts {
  /**
   * Compares the present faults with the known ones, and records a notice for each change. For schedulers, before they
   * claim: a claimed slot is no longer overdue. Never rejects. Does nothing where there is nobody to tell.
   */
  check(now: Date): Promise<void>;
  /** Sends the notices that wait, without the engine, which may be at fault. Never rejects. */
  send(now: Date): Promise<void>;
}

export function createAlerts(parts: {
  readonly table: AlertsTable;
  readonly notices: Notices;
  readonly schedules: ScheduleStore;
  readonly outcomes: RunOutcomes;
  readonly clockGuard: ClockGuard;
  readonly tasks: { readonly names: readonly string[]; titleOf(name: string): string };
  /** Executes a run of `notice/send` in this process. */
  readonly sendNotice: (noticeId: string) => Promise<unknown>;
  readonly appUrl: string;
  readonly graceMs: number;
  readonly logger: Logger;
}): Alerts {
  const { table, notices, clockGuard, tasks, appUrl, logger } = parts;
  const { canSend } = notices;

  const record = async (writer: AlertWriter, now: Date) => {
    const latest = await writer.latest();
    for (const judgement of judge(await readFacts(parts, now), latest, now)) {
      await recordOne(writer, latest, judgement, now);
    }
  };

  const recordOne = async (
    writer: AlertWriter,
    latest: Awaited<ReturnType<AlertWriter["latest"]>>,
    { fault, check, isWatched }: Judgement,
    now: Date,
  ) => {
    const title = fault.task === null ? "" : tasks.titleOf(fault.task);
    const words = { detail: check.detail, isWatched, title, appUrl, now };
    const newest = latest.get(fault.key);
    const open = newest?.resolvedAt === null ? newest : undefined;
    if (check.ok && open) await writer.resolve(open, (alert) => messageOf(alert, words), now);
    if (check.ok) return;
    logger[open ? "debug" : "error"]({ kind: fault.kind, task: fault.task }, check.detail);
    if (!open) await writer.start(fault, (alert) => messageOf(alert, words), now);
    else if (fault.failed && fault.failed.runId !== open.failed?.runId) await writer.update(open, fault.failed);
  };

  return {
    async check(now) {
      if (!canSend.webhook && !canSend.mail) return;
      try {
        await clockGuard.verify();
        await table.checkAlone(await notices.receivers(), (writer) => record(writer, now));
      } catch (error) {
        logger.error({ err: error }, "whether something is wrong cannot be told now; the next check is in a minute");
      }
    },

    async send(now) {
      if (!canSend.webhook && !canSend.mail) return;
      try {
        const due = await notices.takeDue(now);
        await Promise.all(due.map((id) => parts.sendNotice(id).catch((error: unknown) => reportUnsent(id, error))));
      } catch (error) {
        logger.error({ err: error }, "notices cannot be sent now; the next try is in a minute");
      }
    },
  };

  function reportUnsent(noticeId: string, error: unknown): void {
    logger.error({ noticeId, err: error }, "this notice could not be sent; it is tried again");
  }
}
