import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { Prisma } from "#lib/db/client.ts";
import { newId } from "#lib/id.ts";
import { pageOf } from "#lib/todo-service/pages.ts";
import { todoSchema, type UpdateTodo, updateTodoSchema } from "#lib/todo-service/schemas.ts";
import { createTodoService, type TodoService } from "#lib/todo-service/todo-service.ts";
import { listTodosSchema } from "#lib/todo-service/todos/list-schemas.ts";
import { listTrashSchema } from "#lib/todo-service/trash/trash-schemas.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner, daysAgo, now, type Person } from "#tests/support/people.ts";
import { importControl } from "../../import-export/control.ts";

const test = setUpTestDatabase();
let todos: TodoService;

beforeAll(() => {
  todos = createTodoService({ database: test.db, trashDays: 30 });
});

const proofOf = ({ id }: { id: string }) => Prisma.sql`SELECT ${id}::uuid AS id`;
const nobody = Prisma.sql`SELECT id FROM "user" WHERE false`;

/** Text that JSON escapes, or that has more bytes than letters. */
const text = (maxLength: number) =>
  fc
    .array(fc.constantFrom("a", '"', "\\", "/", "\u2028", "\u007f", "\u0001", "\n", "é", "漢", "🎉", "</script>"), {
      maxLength,
    })
    .map((parts) => parts.join(""));
const instant = fc.date({ min: new Date("2001-01-01"), max: new Date("2090-01-01"), noInvalidDate: true });
const day = fc.option(instant.map((date) => date.toISOString().slice(0, 10)));

const stored = fc.record({
  title: text(5).map((title) => `x${title.replace(/\p{Cc}|\u2028/gu, "")}x`),
  notes: text(20),
  dueOn: day,
  completedAt: fc.option(instant),
  pinned: fc.boolean(),
  expires: fc.boolean(),
  createdAt: instant,
  updatedAt: instant,
});
type Stored = typeof stored extends fc.Arbitrary<infer Value> ? Value : never;

async function store(owner: Person, { dueOn, expires, ...todo }: Stored): Promise<string> {
  const id = newId(now);
  const expiresAt = expires && todo.completedAt && !todo.pinned ? daysAgo(-2, todo.completedAt) : null;
  const data = { ...todo, id, ownerId: owner.id, dueOn: dueOn && new Date(dueOn), expiresAt };
  await test.db.todo.create({ data });
  return id;
}

describe("a page at once", () => {
  const options = fc.constantFrom(
    ...[{}, { status: "open" }, { status: "completed", q: "x" }],
    ...[
      { status: "open", sort: "due" },
      { status: "completed", sort: "completed" },
    ],
  );

  it("is letter by letter the page that the service lists, and has the form of the schema", async () => {
    const sample = fc.record({
      all: fc.array(stored, { maxLength: 6 }),
      limit: fc.integer({ min: 1, max: 4 }),
      options,
    });
    await fc.assert(
      fc.asyncProperty(sample, async ({ all, limit, options }) => {
        const owner = await addOwner(test.db);
        for (const each of all) await store(owner, each);
        const changes = await todos.latestChanges(owner);
        expect((await todos.atOnce.latestChanges(proofOf(owner)))?.text).toBe(JSON.stringify(changes));
        let cursor: string | null = null;
        do {
          const query = listTodosSchema.parse({ ...options, limit, ...(cursor && { cursor }) });
          const page = await todos.list(owner, query);
          const found = await todos.atOnce.list(proofOf(owner), query, null);
          expect(found?.page?.text).toBe(JSON.stringify(page));
          pageOf(todoSchema)
            .strict()
            .parse(JSON.parse(found?.page?.text ?? ""));
          cursor = page.nextCursor;
        } while (cursor !== null);
      }),
      { numRuns: 15 },
    );
  });

  it("has a tag that changes with everything that changes the page, and with nothing else", async () => {
    const actions = [
      "create",
      "edit",
      "complete",
      "trash",
      "restore",
      "purge",
      "retention",
      "import",
      "cleanup",
    ] as const;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...actions), { minLength: 4, maxLength: 8 }), async (steps) => {
        const owner = await addOwner(test.db);
        await todos.create(owner, { title: "First" }, daysAgo(20));
        const query = listTodosSchema.parse({});
        let before = await todos.atOnce.list(proofOf(owner), query, null);
        for (const [index, step] of steps.entries()) {
          await act(step, owner, index);
          const after = await todos.atOnce.list(proofOf(owner), query, null);
          expect(after?.page?.text).toBe(JSON.stringify(await todos.list(owner, query)));
          expect(after?.etag === before?.etag).toBe(after?.page?.text === before?.page?.text);
          expect(await todos.atOnce.list(proofOf(owner), query, after?.etag ?? null)).toMatchObject({ page: null });
          before = after;
        }
      }),
      { numRuns: 15 },
    );
  });

  /** All at the same instant, so that no instant tells what has changed. */
  async function act(step: string, owner: Person, index: number): Promise<void> {
    const listed = await test.db.todo.findFirst({ where: { ownerId: owner.id } });
    const trashed = await test.db.trashedTodo.findFirst({ where: { ownerId: owner.id } });
    if (step === "create") await todos.create(owner, { title: `Todo ${index}` }, now);
    else if (step === "edit" && listed) await todos.update(owner, listed.id, { notes: `${index}` }, now);
    else if (step === "complete" && listed) await todos.update(owner, listed.id, { completed: true }, daysAgo(9));
    else if (step === "trash" && listed) await todos.trash(owner, listed.id, now);
    else if (step === "restore" && trashed) await todos.restore(owner, trashed.id, { undo: true }, now);
    else if (step === "purge") await todos.emptyTrash(owner);
    else if (step === "retention") await todos.changeRetention(owner, 7 + index, now);
    else if (step === "import") {
      const file = {
        file: Buffer.from(`x 2026-11-23 2026-11-0${index + 1} Imported\n`),
        timeZone: "UTC",
        languages: [],
      };
      const { id: importId } = await todos.stageImport(owner, file, now);
      await todos.applyImport({ importId, now }, importControl());
    } else if (step === "cleanup") {
      await todos.cleanUp(
        { runId: newId(now), asOf: now, now },
        { ...importControl(), clockIsRight: true, save: async () => undefined },
      );
    }
  }

  it("is null for nobody, whatever tag they send", async () => {
    expect(await todos.atOnce.list(nobody, listTodosSchema.parse({}), null)).toBeNull();
    expect(await todos.atOnce.list(nobody, listTodosSchema.parse({}), 'W/"0"')).toBeNull();
    expect(await todos.atOnce.latestChanges(nobody)).toBeNull();
    expect(await todos.atOnce.listTrash(nobody, listTrashSchema.parse({}))).toBeNull();
  });
});

it("shows the trash at once as the service lists it, also where it is empty", async () => {
  const owner = await addOwner(test.db);
  const query = listTrashSchema.parse({ limit: 2 });
  const listed = async () => [
    JSON.parse((await todos.atOnce.listTrash(proofOf(owner), query))?.text ?? ""),
    await todos.listTrash(owner, query),
  ];
  expect(await listed()).toEqual(Array(2).fill({ items: [], nextCursor: null }));
  for (const title of ["Buy milk", "Buy bread", "Buy tea"]) {
    const { id } = await todos.create(owner, { title }, now);
    await todos.trash(owner, id, now);
  }
  const [atOnce, page] = await listed();
  expect(atOnce).toEqual(page);
  expect(page.items).toHaveLength(2);
});

describe("a change at once", () => {
  const field = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
  const small = {
    title: fc.constantFrom("Plan", "Other"),
    notes: fc.constantFrom("", "Draft"),
    dueOn: fc.constantFrom(null, "2026-12-01"),
  };
  const before = fc.record({
    ...small,
    completedAt: fc.option(fc.constant(daysAgo(3))),
    pinned: fc.boolean(),
    expires: fc.boolean(),
  });
  const change = fc.record({
    ...{ title: field(small.title), notes: field(small.notes), dueOn: field(small.dueOn) },
    ...{ completed: field(fc.boolean()), pinned: field(fc.boolean()) },
    base: field(
      fc.record({
        title: field(small.title),
        notes: field(fc.constantFrom("Draft", "\0")),
        dueOn: field(fc.constantFrom(null, "never")),
      }),
    ),
  });

  it("does what the service's update does, and nothing where that refuses", async () => {
    const retention = fc.constantFrom(null, 7);
    await fc.assert(
      fc.asyncProperty(before, change, retention, async (state, wanted, retentionDays) => {
        const parsed = updateTodoSchema.safeParse(JSON.parse(JSON.stringify(wanted)));
        fc.pre(parsed.success);
        const asked: UpdateTodo = parsed.data ?? {};
        const owner = await addOwner(test.db, { retentionDays });
        const both = { ...state, createdAt: daysAgo(5), updatedAt: daysAgo(4) };
        const [one, other] = [await store(owner, both), await store(owner, both)];
        const untouched = await todos.get(owner, other);
        const expected = await todos.update(owner, one, asked, now).catch(() => null);
        const made = await todos.atOnce.update(proofOf(owner), other, asked, now);
        if (made !== null) expect(JSON.parse(made.text)).toEqual({ ...expected, id: other });
        // Left to the service, whose update refuses or finds that nothing conflicts.
        else expect(expected === null || hasNul(asked)).toBe(true);
        expect(await todos.get(owner, other)).toEqual(made === null ? untouched : { ...expected, id: other });
      }),
      { numRuns: 30 },
    );
  });

  const hasNul = ({ base }: UpdateTodo) => base?.notes?.includes("\0") ?? false;

  it("reaches nobody else's todos: read, changed or trashed", async () => {
    const [ann, eve] = [await addOwner(test.db), await addOwner(test.db)];
    const { id } = await todos.create(ann, { title: "Mine" }, now);
    for (const proof of [proofOf(eve), nobody]) {
      expect(await todos.atOnce.get(proof, id)).toBeNull();
      expect(await todos.atOnce.update(proof, id, { title: "Theirs", pinned: true }, now)).toBeNull();
      expect(await todos.atOnce.trash(proof, id, now)).toBeNull();
    }
    expect(await todos.get(ann, id)).toMatchObject({ title: "Mine", pinned: false });
    expect(await todos.atOnce.create(nobody, { id: newId(now), title: "Nobody's" }, now)).toBeNull();
    expect(await test.db.todo.count({ where: { title: "Nobody's" } })).toBe(0);
    expect(JSON.parse((await todos.atOnce.get(proofOf(ann), id))?.text ?? "")).toEqual(await todos.get(ann, id));
    expect(await todos.atOnce.trash(proofOf(ann), id, now)).toBe(true);
  });
});
