import { describe, expect, it } from "vitest";
import { todosOfLines, todoWithNotes } from "#app/(todos)/_quick-add/pasted-lines.ts";

const titles = (text: string) => todosOfLines(text).map(({ title }) => title);

describe("pasted lines", () => {
  it("are todos without the marks of a list and without empty lines", () => {
    expect(titles("- milk\r\n\r\n* bread\n1. eggs\n- [ ] tea\n-\n\u200b\n")).toEqual(["milk", "bread", "eggs", "tea"]);
    expect(titles("[ ] milk\n[x] bread\n[x](https://a.example)")).toEqual(["milk", "bread", "[x](https://a.example)"]);
    expect(titles("-5 degrees\n2026 plans")).toEqual(["-5 degrees", "2026 plans"]);
  });

  it("keep what is too long for a title as notes", () => {
    expect(todosOfLines(`${"x".repeat(201)}\nshort`)).toEqual([
      { title: "x".repeat(200), notes: "x" },
      { title: "short", notes: "" },
    ]);
  });

  it("are one todo whose notes are the lines after the first, as they are", () => {
    expect(todoWithNotes("\n- Trip\n- tent\n  - poles\n\nmap\n")).toEqual({
      title: "Trip",
      notes: "- tent\n  - poles\n\nmap",
    });
    expect(todoWithNotes(`Trip\n${"😀".repeat(10_000)}`)?.notes).toHaveLength(20_000);
    expect(todoWithNotes(`Trip\n${"x".repeat(10_001)}`)).toBeNull();
  });
});
