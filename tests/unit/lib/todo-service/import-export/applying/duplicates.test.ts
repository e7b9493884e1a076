import { describe, expect, it } from "vitest";
import { duplicatesIn } from "#lib/todo-service/import-export/applying/duplicates.ts";
import { digest, fingerprintOf } from "#lib/todo-service/import-export/applying/fingerprint.ts";
import { type FileTodo, fileTodoSchema } from "#lib/todo-service/import-export/formats.ts";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { exported, todo } from "../todos.ts";

const ids = ["019c5a1e-0000-7000-8000-00000000000a", "019c5a1e-0000-7000-8000-00000000000b"] as const;
const milk = todo({ title: "Milk", id: ids[0] });
const withoutId = { ...exported(milk), id: null };

/** The titles of the todos of a file that the list doesn't have. */
async function fresh(file: readonly FileTodo[], known: readonly Todo[]): Promise<string[]> {
  const rows = known.map((each) => ({ ...each, title: digest(each.title), notes: digest(each.notes) }));
  const pages = async function* () {
    yield rows;
  };
  const found = await duplicatesIn(file.map(fingerprintOf), pages());
  return file.flatMap(({ title }, place) => (found.has(place) ? [] : [title]));
}

describe("a todo of a file is a duplicate", () => {
  it("of the todo with its id, however that has changed", async () => {
    expect(await fresh([exported(milk)], [{ ...milk, title: "Oat milk" }])).toEqual([]);
  });

  it("also where another program wrote the id in capitals", async () => {
    const file = fileTodoSchema.parse({ title: "Oat milk", id: ids[0].toUpperCase() });
    expect(await fresh([file], [milk])).toEqual([]);
  });

  it("of one with the same title, notes and dates", async () => {
    expect(await fresh([withoutId], [milk])).toEqual([]);
    expect(await fresh([{ ...withoutId, createdAt: null }], [milk])).toEqual([]);
    expect(await fresh([{ ...withoutId, createdAt: "2026-11-01" }], [milk])).toEqual([]);
    expect(await fresh([{ ...withoutId, notes: null }], [{ ...milk, notes: "two" }])).toEqual([]);
  });

  it("whatever its spaces and composed characters", async () => {
    const known = { ...milk, title: "Café\u00a0: crème" };
    expect(await fresh([{ ...withoutId, title: "Cafe\u0301 \u202f: crème\ufeff" }], [known])).toEqual([]);
  });

  it("but not where completion, notes, due day or creation differ", async () => {
    expect(await fresh([{ ...withoutId, dueOn: "2026-12-01" }], [milk])).toEqual(["Milk"]);
    expect(await fresh([{ ...withoutId, notes: "two" }], [milk])).toEqual(["Milk"]);
    expect(await fresh([{ ...withoutId, completedAt: "2026-11-02T00:00:00.000Z" }], [milk])).toEqual(["Milk"]);
    expect(await fresh([{ ...withoutId, createdAt: "2026-11-02T08:30:00.000Z" }], [milk])).toEqual(["Milk"]);
    expect(await fresh([{ ...withoutId, createdAt: "2026-11-04" }], [milk])).toEqual(["Milk"]);
  });

  it("where its day is the day of the instant, wherever on earth", async () => {
    const late = { ...milk, completedAt: "2026-11-26T23:30:00.000Z" };
    for (const day of ["2026-11-26", "2026-11-27"]) {
      expect(await fresh([{ ...withoutId, completedAt: day }], [late])).toEqual([]);
    }
    expect(await fresh([{ ...withoutId, completedAt: "2026-11-25" }], [late])).toEqual(["Milk"]);
  });

  it("of any completed one where the file doesn't know when", async () => {
    const unknown = { ...withoutId, completedAt: "unknown" } as const;
    expect(await fresh([unknown], [{ ...milk, completedAt: "2026-11-20T00:00:00.000Z" }])).toEqual([]);
    expect(await fresh([unknown], [milk])).toEqual(["Milk"]);
  });

  it("as often as the list has it: two equal todos are two", async () => {
    expect(await fresh([withoutId, withoutId], [])).toEqual(["Milk", "Milk"]);
    expect(await fresh([withoutId, withoutId], [milk])).toEqual(["Milk"]);
  });

  it("but no second one with an id that the file has twice", async () => {
    expect(await fresh([exported(milk), exported(milk)], [])).toEqual(["Milk", "Milk"]);
    expect(await fresh([exported(milk), exported(milk)], [milk])).toEqual(["Milk"]);
  });

  it("of one todo only: a todo matched by id matches no other", async () => {
    expect(await fresh([exported(milk), withoutId], [milk])).toEqual(["Milk"]);
    expect(await fresh([exported(milk), withoutId], [milk, { ...milk, id: ids[1] }])).toEqual([]);
  });

  it("so that one that knows less leaves the others theirs", async () => {
    const later = { ...milk, id: ids[1], createdAt: "2026-11-20T08:30:00.000Z" };
    const vague = { ...withoutId, createdAt: null };
    expect(await fresh([vague, withoutId], [milk, later])).toEqual([]);
  });
});
