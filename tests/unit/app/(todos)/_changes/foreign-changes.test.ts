import { describe, expect, it } from "vitest";
import { foreignChanges } from "#app/(todos)/_changes/foreign-changes.ts";

const at = (second: number) => new Date(Date.UTC(2026, 10, 26, 12, 0, second)).toISOString();
const changed = (id: string, second: number) => ({ id, updatedAt: at(second) });
const trashed = (id: string, second: number) => ({ id, trashedAt: at(second) });
const loaded = (...todos: { id: string; updatedAt: string }[]) => new Map(todos.map((todo) => [todo.id, todo]));
const nothing = { changed: [], trashed: [] };

describe("foreignChanges", () => {
  it("finds none in the same answer, whether its todos are loaded or not", () => {
    const same = { changed: [changed("a", 2), changed("b", 1)], trashed: [trashed("c", 3)] };
    expect(foreignChanges(same, same, loaded(changed("a", 2)))).toEqual({ inLists: false, inTrash: false });
    expect(foreignChanges(same, same, loaded())).toEqual({ inLists: false, inTrash: false });
  });

  it("finds todos that others made and changed", () => {
    const made = { changed: [changed("b", 2), changed("a", 1)], trashed: [] };
    const before = { changed: [changed("a", 1)], trashed: [] };
    expect(foreignChanges(before, made, loaded(changed("a", 1)))).toEqual({ inLists: true, inTrash: false });
    const edited = { changed: [changed("a", 2)], trashed: [] };
    expect(foreignChanges(before, edited, loaded(changed("a", 1)))).toEqual({ inLists: true, inTrash: false });
  });

  it("finds a change whose clock is behind that of an earlier one", () => {
    const before = { changed: [changed("a", 5)], trashed: [] };
    const now = { changed: [changed("a", 5), changed("b", 4)], trashed: [] };
    expect(foreignChanges(before, now, loaded(changed("a", 5)))).toMatchObject({ inLists: true });
  });

  it("leaves out what this page did itself", () => {
    const now = { changed: [changed("a", 2)], trashed: [] };
    expect(foreignChanges(nothing, now, loaded(changed("a", 2)))).toEqual({ inLists: false, inTrash: false });
    const deleted = { changed: [], trashed: [trashed("a", 3)] };
    expect(foreignChanges(now, deleted, loaded())).toEqual({ inLists: false, inTrash: true });
  });

  it("finds what others deleted, restored and purged", () => {
    const before = { changed: [changed("a", 1)], trashed: [trashed("b", 1)] };
    const deleted = { changed: [], trashed: [trashed("a", 2), trashed("b", 1)] };
    expect(foreignChanges(before, deleted, loaded(changed("a", 1)))).toEqual({ inLists: true, inTrash: true });
    const restored = { changed: [changed("b", 2), changed("a", 1)], trashed: [] };
    expect(foreignChanges(before, restored, loaded(changed("a", 1)))).toEqual({ inLists: true, inTrash: true });
    const purged = { changed: [changed("a", 1)], trashed: [] };
    expect(foreignChanges(before, purged, loaded(changed("a", 1)))).toEqual({ inLists: false, inTrash: true });
  });
});
