import { z } from "zod";
import type { Database, Transaction } from "#lib/db/client.ts";
import { newId } from "#lib/id.ts";
import { missedCountMax } from "../limits.ts";
import { nextSlots, type Timetable } from "../slots.ts";

/** The most entries of a task in a list. */
const listed = 20;

export const missedSlotsSchema = z.object({
  task: z.string(),
  firstSlot: z.iso.datetime(),
  lastSlot: z.iso.datetime(),
  /** At most 100; that many stand for more, too. */
  count: z.int(),
  /** Caught up by one run, or skipped since the schedule was paused. */
  outcome: z.enum(["caught-up", "paused"]),
  runId: z.uuid().nullable(),
});
/** Slots in a row that had no run of their own, or a late one. */
export type MissedSlots = z.output<typeof missedSlotsSchema>;

/** The planned slots after `after` and before `before`, earliest first, up to a bound. */
export function slotsBetween(timetable: Timetable, after: Date, before: Date): Date[] {
  const [first] = nextSlots(timetable, after, 1);
  if (first === undefined || first >= before) return [];
  return nextSlots(timetable, after, missedCountMax).filter((slot) => slot < before);
}

/**
 * Records missed slots in a row, in the transaction that catches them up or skips them. Leaves out those that an
 * operator ran ahead of their time, and does nothing where none is left. `runId`: null where they were skipped by a
 * pause.
 */
export async function recordMissed(
  transaction: Pick<Transaction, "missedSlots" | "taskRun">,
  { task, slots, runId }: { readonly task: string; readonly slots: readonly Date[]; readonly runId: string | null },
  now: Date,
): Promise<void> {
  if (slots.length === 0) return;
  const others = runId === null ? {} : { id: { not: runId } };
  const ran = await transaction.taskRun.findMany({
    where: { task, slot: { in: [...slots] }, ...others },
    select: { slot: true },
  });
  const times = new Set(ran.map(({ slot }) => slot?.getTime()));
  const missed = slots.filter((slot) => !times.has(slot.getTime()));
  const [firstSlot, lastSlot = firstSlot] = [missed.at(0), missed.at(-1)];
  if (firstSlot === undefined || lastSlot === undefined) return;
  const count = Math.min(missed.length, missedCountMax);
  const outcome = runId === null ? "paused" : "caught-up";
  await transaction.missedSlots.create({
    data: { id: newId(now), task, firstSlot, lastSlot, count, outcome, runId, at: now },
  });
}

/** The latest missed slots of each task, newest first. */
export async function listMissed(database: Database, tasks: readonly string[]): Promise<MissedSlots[]> {
  const rows = await Promise.all(
    tasks.map((task) => database.missedSlots.findMany({ where: { task }, orderBy: { id: "desc" }, take: listed })),
  );
  return rows
    .flat()
    .map(({ firstSlot, lastSlot, ...row }) =>
      missedSlotsSchema.parse({ ...row, firstSlot: firstSlot.toISOString(), lastSlot: lastSlot.toISOString() }),
    );
}
