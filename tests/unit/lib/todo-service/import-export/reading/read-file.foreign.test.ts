import { describe, expect, it } from "vitest";
import { fixture, read } from "../todos.ts";

const refusal = async (content: string | Buffer) => {
  const error: unknown = await read(content).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof Error ? error.message : null;
};

describe("a file of another app is refused by its name, with what to do instead", () => {
  it.each([
    ["todoist.csv", "Todoist"],
    ["ticktick.csv", "TickTick"],
    ["ticktick-without-preamble.csv", "TickTick"],
    ["google-takeout.json", "Google Tasks"],
    ["microsoft-to-do.json", "Microsoft To Do"],
    ["vikunja-data.json", "Vikunja"],
  ])("%s", async (name, app) => {
    expect(await refusal(fixture(name))).toMatch(new RegExp(`comes from ${app}.* Export a CSV file`));
  });

  it.each([
    ["a list of Google's tasks", '{"kind":"tasks#tasks","items":[{"title":"A","kind":"tasks#task"}]}', "Google Tasks"],
    ["a page of Microsoft's API", '{"@odata.context":"x","value":[{"title":"A"}]}', "Microsoft To Do"],
    ["tasks of Vikunja", '[{"id":1,"title":"A","done":false,"done_at":"0001-01-01T00:00:00Z"}]', "Vikunja"],
    ["Todoist's JSON", '[{"content":"A","project_id":"1","checked":false}]', "Todoist"],
    ["Todoist's CSV without its new columns", "TYPE,CONTENT,PRIORITY,INDENT\ntask,A,1,1\n", "Todoist"],
    ["TickTick with semicolons", '"Folder Name";"List Name";"Title"\n"";"Inbox";"A"\n', "TickTick"],
    ["Outlook", "Subject,Start Date,Due Date,Reminder On/Off\nA,,,False\n", "Microsoft To Do or Outlook"],
    [
      "pages of Microsoft's API",
      '{"value":[{"title":"A","status":"notStarted","importance":"low"}]}',
      "Microsoft To Do",
    ],
    ["lists that hold Google's tasks", '[{"title":"L","items":[{"kind":"tasks#task","title":"A"}]}]', "Google Tasks"],
    ["a note of Google Keep", '{"isTrashed":false,"title":"A","userEditedTimestampUsec":1}', "Google Keep"],
    ["notes of Google Keep", '[{"isTrashed":false,"title":"A","userEditedTimestampUsec":1}]', "Google Keep"],
    ["Things' JSON", '[{"type":"to-do","attributes":{"title":"A"}}]', "Things"],
    ["a Trello board", '{"name":"B","cards":[],"lists":[]}', "Trello"],
  ])("%s", async (_, content, app) => {
    expect(await refusal(content)).toContain(`comes from ${app}`);
  });

  it.each([
    ["a workbook", Buffer.from("PK\u0003\u0004\u0014\u0000", "latin1"), "Save the sheet as CSV"],
    ["a picture", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10]), "not a text file"],
    ["a calendar", Buffer.from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"), "iCalendar"],
    ["a calendar in UTF-16", Buffer.from("\uFEFFBEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "utf16le"), "iCalendar"],
    ["a web page", Buffer.from("\n<!DOCTYPE html><p>A"), "web page"],
    ["a web page with a comment in front", Buffer.from("<!-- saved -->\n<!-- twice -->\n<html><p>A"), "web page"],
    ["a web page in a long comment", Buffer.from(`<!-- ${"a ".repeat(4000)}-->\n<html><p>A`), "web page"],
    ["a table of a web page", Buffer.from('<table border="1">\n<tr><td>A</td></tr>\n</table>\n'), "web page"],
    ["YAML", Buffer.from("- title: A\n  notes: B\n- title: C\n"), "YAML"],
    ["YAML of one key", Buffer.from("# Todos\n- title: A\n- title: B\n"), "YAML"],
    ["YAML of keys that are not ours", Buffer.from("- task: A\n  done: false\n"), "YAML"],
    ["YAML in a key", Buffer.from("todos:\n  - title: A\n    done: true\n"), "YAML"],
    ["a document of YAML", Buffer.from("---\ntodos:\n  - A\n"), "YAML"],
  ])("%s is no file of todos", async (_, content, message) => {
    expect(await refusal(content)).toContain(message);
  });

  it("and JSON of an app that nobody knows imports nothing that it happens to hold", async () => {
    expect(await refusal('{"boards":[{"title":"A"}]}')).toContain("it must be a list of todos");
    expect(await refusal('[{"title":"Project","children":[{"title":"A"}]}]')).toContain("“children”");
    for (const first of ["null", '1,"a"', "-1.5e3, true", '"a"', '[{"title":"A"}]', "false, null"])
      expect(await refusal(`[${first},{"title":"ok"}]`)).toContain("it must be a list of todos");
    for (const list of ["[1]", "[ null, null ]", '{"todos":[null]}'])
      expect(await refusal(list)).toContain("it must be a list of todos");
  });
});

describe("a table that isn't ours is refused as one", () => {
  it.each([
    ["marks in its names", "Task,Done?\nBuy,yes\nCall,no\n"],
    ["more of them", "Task:;Due (date);Price in €;#\nBuy;2026-12-01;3;1\n"],
    ["a column without a name", ",Task,Done\n1,Buy,no\n"],
    ["such a one alone", ",Task\n0,Buy\n1,Call\n"],
    ["short rows", "Task,Done\nBuy\nCall,no\n"],
    ["long rows", "Task,Done\nBuy,no,soon\nCall\n"],
    ["spaces after its commas", "Task,Done?\nBuy, no\nCall, yes\n"],
    ["one name twice", "Task,Tag,Tag\nBuy,a,b\n"],
    ["a line in front", "My tasks\n\nTask,Done,Due\nBuy,no,\n"],
    ["no names", "1,Buy milk,no\n2,Call mum,yes\n"],
    ["tabs and no names", "Buy milk\t2026-12-01\nCall mum, dad\t2026-12-02\n"],
    ["another separator named", "sep=|\nTask|Done\nBuy|no\n"],
  ])("with %s", async (_, content) => {
    expect(await refusal(content)).toContain("must name the columns");
  });
});

describe("the kind of a file follows from its content", () => {
  it.each([
    ["Milk,\nBread,\n", "todotxt"],
    ["1,5 l Milch\n0,5 kg Mehl\n", "todotxt"],
    ["Milk,bread\nEggs, ham\nSalt\n", "todotxt"],
    ["Call mum\nBuy milk,bread\nTom,Jerry\n", "todotxt"],
    ["Call Ada,Bob @phone\nMail Eve,Mel @home\n", "todotxt"],
    ["Pay rent,gas due:2026-12-01\nPay tax,fees due:2026-12-02\n", "todotxt"],
    ["Call Bob,Ann\nBuy milk,eggs\nWash car\n", "todotxt"],
    ["mail a;b\nmail c;d\nx\n", "todotxt"],
    ["Read this; then that\nCall A; B\n", "todotxt"],
    ["Trip\n\tTent\n\tMap\n", "todotxt"],
    ["<3 weeks left\n<b>Bold</b>\n", "todotxt"],
    ["- call: mum\n- mail: dad\n", "todotxt"],
    ["shopping:\n- Milk\n- Bread\n", "todotxt"],
    ["- call: mum\n- call: dad\n", "todotxt"],
    ["- home: clean bath\n- home: cook\n- work: report\n", "todotxt"],
    ["work:\n- report: finish\n- call Bob\n", "todotxt"],
    ["---\n- call: mum\n- call: dad\n", "todotxt"],
    ["---\ntoday:\n- [ ] Milk\n", "todotxt"],
    ["Milk, bread\nEggs, ham\n", "todotxt"],
    ["[ ] Milk\n[x] Bread\n", "todotxt"],
    ["[1] Milk\n[2] Bread\n", "todotxt"],
    ["[1,5 l] Milk\n[2, large] Bread\n", "todotxt"],
    ["title\nMilk\n", "csv"],
    ["notes\ttitle\nA\tB\n", "csv"],
    [' [\n{"title":"A"}]', "json"],
  ])("%j", async (content, format) => {
    expect((await read(content)).format).toBe(format);
  });
});

describe("the encoding of a file", () => {
  it("is Windows-1252 where it isn't UTF-8, and the lines that depend on it are shown", async () => {
    const { todos, encoding, guess } = await read(fixture("windows-1252.csv"));
    expect(todos.at(-1)).toMatchObject({ title: "Tür ölen", notes: "ü" });
    expect({ encoding, guess }).toEqual({
      encoding: "windows-1252",
      guess: { count: 1, lines: [{ line: 7, text: "Tür ölen,ü", asUtf8: "T\uFFFDr \uFFFDlen,\uFFFD" }] },
    });
  });

  it.each([
    ["utf-16le", Buffer.from("\uFEFFtitle;notes\r\nTür;ü\r\n", "utf16le")],
    ["utf-16be", Buffer.from("\uFEFFtitle;notes\r\nTür;ü\r\n", "utf16le").swap16()],
    ["utf-8", Buffer.from("\uFEFFtitle;notes\r\nTür;ü\r\n")],
  ])("is %s where its mark says so", async (encoding, content) => {
    expect(await read(content)).toMatchObject({ encoding, guess: null, todos: [{ title: "Tür", notes: "ü" }] });
  });
});

describe("what people bring", () => {
  it("of Excel names its separator, also where another program filled the line up with empty cells", async () => {
    expect((await read(fixture("excel-sep-line.csv"))).todos).toMatchObject([{ title: "a", notes: "b" }]);
    const filledUp = await read("sep=;;;\r\ntitle;notes;x\r\na;b;\r\n");
    expect(filledUp).toMatchObject({ todos: [{ title: "a", notes: "b" }], ignored: ["x"] });
    expect(await refusal("sep=;;;\r\ntitle;notes;x\r\n")).toContain("no todos");
  });
});
