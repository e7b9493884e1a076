import { addDays } from "#lib/days.ts";
import { type Database, Prisma } from "#lib/db/client.ts";
import { newId } from "#lib/id.ts";
import { expiryOf } from "#lib/todo-service/retention/retention.ts";
import type { Owner } from "#lib/todo-service/schemas.ts";

/** "Now" in these tests. */
export const now = new Date("2026-11-24T03:00:00Z");
export const daysAgo = (days: number, from = now) => addDays(from, -days);

/** A person of these tests, with the retention that they began with. */
export type Person = Owner & { readonly retentionDays: number | null };

/** A person with a retention (default 7 days; null for never). */
export async function addOwner(
  db: Database,
  options: { name?: string; retentionDays?: number | null } = {},
): Promise<Person> {
  const id = newId(now);
  const { name = "Ada", retentionDays = 7 } = options;
  const person = { id, name, email: `${id}@example.com`, retentionDays };
  await db.user.create({ data: { ...person, createdAt: daysAgo(400), updatedAt: daysAgo(400) } });
  return { id, retentionDays };
}

/** A todo as the service stores it. Its `updatedAt` is its completion unless given. */
export async function addTodo(db: Database, owner: Person, todo: GivenTodo = {}): Promise<string> {
  const data = todoRow(owner, todo);
  await db.todo.create({ data });
  return data.id;
}

interface GivenTodo {
  readonly title?: string;
  readonly completedAt?: Date | null;
  readonly pinned?: boolean;
  readonly updatedAt?: Date;
  readonly notes?: string;
}

/** The row of a todo as the service stores it, e.g. for one of several in one statement. */
export function todoRow(owner: Person, todo: GivenTodo) {
  const { title = "Buy milk", notes = "", completedAt = null, pinned = false } = todo;
  const updatedAt = todo.updatedAt ?? completedAt ?? daysAgo(300);
  const expiresAt = expiryOf({ completedAt, pinned }, owner.retentionDays);
  const createdAt = daysAgo(300);
  return { id: newId(now), ownerId: owner.id, title, notes, completedAt, pinned, expiresAt, updatedAt, createdAt };
}

/** Many todos in one statement, completed at `completedAt` and the milliseconds after it. */
export async function addTodos(db: Database, owner: Person, count: number, completedAt: Date): Promise<void> {
  const retention = owner.retentionDays ?? 0;
  await db.$executeRaw`
    INSERT INTO todo (id, owner_id, title, completed_at, expires_at, created_at, updated_at)
    SELECT gen_random_uuid(), ${owner.id}::uuid, 'Todo ' || n, done, done + ${retention}::int * interval '24 hours', done, done
    FROM (SELECT n, ${completedAt.toISOString()}::timestamptz + n * interval '1 millisecond' AS done
      FROM generate_series(0, ${count - 1}::int) AS n) AS numbered`;
}

export const todoIds = (db: Database) => idsOf(db, "todo");
export const trashIds = (db: Database) => idsOf(db, "trashed_todo");

/** In one row: Prisma takes a quarter of a second to make objects of ten thousand. */
async function idsOf(db: Database, table: "todo" | "trashed_todo"): Promise<string[]> {
  const [row] = await db.$queryRaw<{ ids: string | null }[]>`
    SELECT string_agg(id::text, ',' ORDER BY id) AS ids FROM ${Prisma.raw(table)}`;
  return row?.ids?.split(",") ?? [];
}
