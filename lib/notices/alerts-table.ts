import { dayMs } from "#lib/days.ts";
import { advisoryLocks } from "#lib/db/advisory-locks.ts";
import type { Database, Transaction } from "#lib/db/client.ts";
import { newId } from "#lib/id.ts";
import { type AlertKind, alertKindSchema, type NoticeMessage } from "./notice-message.ts";

/** A fault. Its key identifies it: one alert of each is open at a time. */
export interface Fault {
  readonly key: string;
  readonly kind: AlertKind;
  readonly task: string | null;
  /** The run that failed, and when. */
  readonly failed: { readonly runId: string; readonly at: Date } | null;
}

/** A fault that was noticed. */
export interface Alert extends Fault {
  readonly id: string;
  readonly startedAt: Date;
  readonly resolvedAt: Date | null;
}

/** The receiver of a message. */
export type Receiver = { readonly channel: "webhook" } | { readonly channel: "mail"; readonly recipient: string };

/** Writes of one check, which all happen or none. */
export interface AlertWriter {
  /** The newest alert of each key, open or resolved. */
  latest(): Promise<ReadonlyMap<string, Alert>>;
  /** Records a new alert and its notices. */
  start(fault: Fault, messageOf: (alert: Alert) => NoticeMessage, now: Date): Promise<void>;
  /** Notes a later failure of an open alert. Nobody is told again. */
  update(alert: Alert, failed: NonNullable<Fault["failed"]>): Promise<void>;
  resolve(alert: Alert, messageOf: (alert: Alert) => NoticeMessage, now: Date): Promise<void>;
}

export interface AlertsTable extends Pick<AlertWriter, "latest"> {
  /** Lets one process at a time check, so that none repeats the work of another. Does nothing while another checks. */
  checkAlone(receivers: readonly Receiver[], check: (writer: AlertWriter) => Promise<void>): Promise<void>;
}

const limits = { maxWait: 5_000, timeout: 15_000 };

/** The time in ms for which alerts are kept after they were resolved. */
const keptMs = 90 * dayMs;

export function createAlertsTable(database: Database): AlertsTable {
  return {
    latest: () => latestAlerts(database),

    async checkAlone(receivers, check) {
      await database.$transaction(async (transaction) => {
        const [row] = await transaction.$queryRaw<{ locked: boolean }[]>`
          SELECT pg_try_advisory_xact_lock(${advisoryLocks.alerts}::bigint) AS locked`;
        if (row?.locked) await check(createWriter(transaction, receivers));
      }, limits);
    },
  };
}

function createWriter(transaction: Transaction, receivers: readonly Receiver[]): AlertWriter {
  const notify = (alert: Alert, message: NoticeMessage, now: Date) =>
    transaction.notice.createMany({
      data: receivers.map((receiver) => ({
        id: newId(now),
        alertId: alert.id,
        ...receiver,
        message,
        createdAt: now,
        nextAttemptAt: now,
      })),
    });

  return {
    latest: () => latestAlerts(transaction),

    async start(fault, messageOf, now) {
      await transaction.alert.deleteMany({ where: { resolvedAt: { lt: new Date(now.getTime() - keptMs) } } });
      const alert = { ...fault, id: newId(now), startedAt: now, resolvedAt: null };
      const { id, key, kind, task, failed } = alert;
      await transaction.alert.create({
        data: { id, key, kind, task, startedAt: now, runId: failed?.runId ?? null, failedAt: failed?.at ?? null },
      });
      await notify(alert, messageOf(alert), now);
    },

    async update({ id }, { runId, at }) {
      await transaction.alert.update({ where: { id }, data: { runId, failedAt: at } });
    },

    async resolve(alert, messageOf, now) {
      await transaction.alert.update({ where: { id: alert.id }, data: { resolvedAt: now } });
      await notify(alert, messageOf({ ...alert, resolvedAt: now }), now);
    },
  };
}

async function latestAlerts(database: Pick<Transaction, "$queryRaw">): Promise<ReadonlyMap<string, Alert>> {
  const rows = await database.$queryRaw<AlertRow[]>`
    SELECT DISTINCT ON (key) id, key, kind, task, run_id AS "runId", failed_at AS "failedAt",
           started_at AS "startedAt", resolved_at AS "resolvedAt"
    FROM alert ORDER BY key, id DESC`;
  return new Map(rows.map((row) => [row.key, toAlert(row)]));
}

type AlertRow = Awaited<ReturnType<Transaction["alert"]["findMany"]>>[number];

function toAlert({ id, key, kind, task, runId, failedAt, startedAt, resolvedAt }: AlertRow): Alert {
  return {
    id,
    key,
    kind: alertKindSchema.parse(kind),
    task,
    failed: runId !== null && failedAt !== null ? { runId, at: failedAt } : null,
    startedAt,
    resolvedAt,
  };
}
