import { describe, expect, it } from "vitest";
import { createTodoSchema, updateTodoSchema } from "#lib/todo-service/schemas.ts";
import { listTodosSchema } from "#lib/todo-service/todos/list-schemas.ts";
import { decodeTrashCursor, encodeTrashCursor } from "#lib/todo-service/trash/trash-cursor.ts";
import { listTrashSchema, restoreManySchema } from "#lib/todo-service/trash/trash-schemas.ts";

const id = "019b0000-0000-7000-8000-000000000000";

describe("createTodoSchema", () => {
  it("trims the title and accepts 200 characters after that", () => {
    expect(createTodoSchema.parse({ title: `  ${"x".repeat(200)} ` }).title).toHaveLength(200);
    expect(createTodoSchema.safeParse({ title: "x".repeat(201) }).success).toBe(false);
    expect(createTodoSchema.safeParse({ title: " \t " }).success).toBe(false);
  });

  it("counts code points, as PostgreSQL does", () => {
    expect(createTodoSchema.safeParse({ title: "😀".repeat(200), notes: "😀".repeat(10_000) }).success).toBe(true);
    expect(createTodoSchema.safeParse({ title: "😀".repeat(201) }).success).toBe(false);
    expect(createTodoSchema.safeParse({ title: "x", notes: "😀".repeat(10_001) }).success).toBe(false);
  });

  it("makes a space of a line break in a title", () => {
    expect(createTodoSchema.parse({ title: "\nmilk\r\nand\u2028bread\n" }).title).toBe("milk and bread");
  });

  it.each(["\u200b", "\u00ad\ufeff", "\u0301", "\u3164 \u2800", "\u{e0061}", "\u202e \u0489", "\ud800"])(
    "refuses the title %j, which shows nothing",
    (title) => expect(createTodoSchema.safeParse({ title }).success).toBe(false),
  );

  it.each(["\u200bx", "é", "e\u0301", "👩‍🚀", "☎️", "की", "\u{1fac6}"])("accepts the title %j", (title) => {
    expect(createTodoSchema.parse({ title }).title).toBe(title);
  });

  it.each([
    { title: "nul \0 in it" },
    { title: "x", notes: "n".repeat(10_001) },
    { title: "x", dueOn: "2026-02-30" },
    { title: "x", dueOn: "0000-01-01" },
    { title: "x", dueOn: "2026-12-01T00:00:00Z" },
    { title: "x", completedAt: null },
    { title: 7 },
    {},
    [],
    null,
  ])("refuses %j", (input) => {
    expect(createTodoSchema.safeParse(input).success).toBe(false);
  });

  it("accepts the last day of a leap February", () => {
    expect(createTodoSchema.parse({ title: "x", dueOn: "2028-02-29" }).dueOn).toBe("2028-02-29");
  });
});

describe("updateTodoSchema", () => {
  it("requires at least one field, and refuses unknown ones", () => {
    expect(updateTodoSchema.safeParse({}).success).toBe(false);
    expect(updateTodoSchema.safeParse({ title: "x", ownerId: id }).success).toBe(false);
    expect(updateTodoSchema.parse({ dueOn: null })).toEqual({ dueOn: null });
  });
});

describe("listTodosSchema", () => {
  it("lists everything in pages of 50 unless told otherwise", () => {
    expect(listTodosSchema.parse({})).toEqual({ status: "all", sort: "newest", q: "", limit: 50 });
    expect(listTodosSchema.parse({ limit: "100", status: "open", q: " milk ", cursor: id })).toEqual({
      limit: 100,
      status: "open",
      sort: "newest",
      q: "milk",
      cursor: id,
    });
  });

  it.each([{ limit: "0" }, { limit: "251" }, { limit: "1.5" }, { limit: "many" }, { status: "done" }, { cursor: "1" }])(
    "refuses %j",
    (input) => {
      expect(listTodosSchema.safeParse(input).success).toBe(false);
    },
  );
});

describe("restoreManySchema", () => {
  it("requires something to restore, and at most 500 ids", () => {
    expect(restoreManySchema.safeParse({}).success).toBe(false);
    expect(restoreManySchema.safeParse({ ids: [] }).success).toBe(false);
    expect(restoreManySchema.safeParse({ ids: new Array(501).fill(id) }).success).toBe(false);
    expect(restoreManySchema.safeParse({ ids: new Array(500).fill(id) }).success).toBe(true);
  });
});

describe("the cursor of the trash", () => {
  it("decodes to the position that it encodes", () => {
    const place = { trashedAt: new Date("2026-12-01T03:00:00.123Z"), id };
    const { cursor = "" } = listTrashSchema.parse({ cursor: encodeTrashCursor(place) });
    expect(decodeTrashCursor(cursor)).toEqual(place);
  });

  it.each(["", id, `1.${id}x`, `-1.${id}`, `${"9".repeat(16)}.${id}`, "1.2"])("refuses %j", (cursor) => {
    expect(listTrashSchema.safeParse({ cursor }).success).toBe(false);
  });
});
