import type { Database, Prisma } from "#lib/db/client.ts";

/** A slot, and the run that it has. */
export interface SlotRun {
  readonly task: string;
  readonly slot: string;
  readonly runId: string;
}

/** The runs of these slots, as far as there are any. */
export async function runsOfSlots(
  database: Database,
  slots: readonly { readonly task: string; readonly slot: Date }[],
): Promise<SlotRun[]> {
  return await runsWhere(database, { OR: slots.map(({ task, slot }) => ({ task, slot })) });
}

/** The runs of slots after `now` that an operator started ahead of their time. */
export async function runsAhead(database: Database, tasks: readonly string[], now: Date): Promise<SlotRun[]> {
  return await runsWhere(database, { task: { in: [...tasks] }, slot: { gt: now } });
}

async function runsWhere(database: Database, where: Prisma.TaskRunWhereInput): Promise<SlotRun[]> {
  const runs = await database.taskRun.findMany({ where, select: { id: true, task: true, slot: true } });
  return runs.flatMap(({ id, task, slot }) => (slot ? [{ task, slot: slot.toISOString(), runId: id }] : []));
}
