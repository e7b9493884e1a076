import { describe, expect, it } from "vitest";
import { withoutDuplicates } from "#lib/todo-service/import-export/duplicates.ts";
import { exported, todo } from "./todos.ts";

const ids = ["019c5a1e-0000-7000-8000-00000000000a", "019c5a1e-0000-7000-8000-00000000000b"] as const;
const milk = todo({ title: "Milk", id: ids[0] });
const withoutId = { ...exported(milk), id: null };
const fresh = (file: Parameters<typeof withoutDuplicates>[0], known: Parameters<typeof withoutDuplicates>[1]) =>
  withoutDuplicates(file, known).map(({ title }) => title);

describe("a todo of a file is a duplicate", () => {
  it("of the todo with its id, however that has changed", () => {
    expect(fresh([exported(milk)], [{ ...milk, title: "Oat milk" }])).toEqual([]);
  });

  it("of one with the same title and dates", () => {
    expect(fresh([withoutId], [milk])).toEqual([]);
    expect(fresh([{ ...withoutId, createdAt: null }], [milk])).toEqual([]);
    expect(fresh([{ ...withoutId, createdAt: "2026-11-01" }], [milk])).toEqual([]);
  });

  it("but not where completion, due day or creation differ", () => {
    expect(fresh([{ ...withoutId, dueOn: "2026-12-01" }], [milk])).toEqual(["Milk"]);
    expect(fresh([{ ...withoutId, completedAt: "2026-11-02T00:00:00.000Z" }], [milk])).toEqual(["Milk"]);
    expect(fresh([{ ...withoutId, createdAt: "2026-11-02T08:30:00.000Z" }], [milk])).toEqual(["Milk"]);
  });

  it("as often as the list has it: two equal todos are two", () => {
    expect(fresh([withoutId, withoutId], [])).toEqual(["Milk", "Milk"]);
    expect(fresh([withoutId, withoutId], [milk])).toEqual(["Milk"]);
  });

  it("when its id is in the file twice", () => {
    expect(fresh([exported(milk), exported(milk)], [])).toEqual(["Milk"]);
  });

  it("of one todo only: a todo matched by id matches no other", () => {
    expect(fresh([exported(milk), withoutId], [milk])).toEqual(["Milk"]);
    expect(fresh([exported(milk), withoutId], [milk, { ...milk, id: ids[1] }])).toEqual([]);
  });
});
