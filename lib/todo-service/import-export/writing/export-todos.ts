import type { Database } from "#lib/db/client.ts";
import type { Owner, Todo } from "../../schemas.ts";
import { toTodo } from "../../todos/rows.ts";
import type { ExportFormat, FileReader } from "../formats.ts";
import { toTodoTxtLines } from "../reading/todo-txt.ts";
import { type CsvSeparator, csvHead, excelSeparator, toCsvRecords } from "./csv.ts";
import { jsonFoot, jsonHead, toJsonEntries } from "./json.ts";

export interface TodoExport {
  /**
   * All todos of the owner's list as a file, newest first, in pieces: memory stays bounded, however many there are.
   * Todos that change meanwhile may or may not be in it.
   */
  exportTodos(owner: Owner, format: ExportFormat, reader: FileReader): AsyncGenerator<string>;
}

/** Todos read at once: some hundred kilobytes. */
const chunkSize = 1_000;

export function createTodoExport(database: Database): TodoExport {
  return {
    async *exportTodos(owner, format, reader) {
      const { head, entries, foot } = writerOf(format, reader);
      if (head !== "") yield head;
      let isFirst = true;
      for await (const todos of chunksOf(database, owner)) {
        yield entries(todos, isFirst);
        isFirst = false;
      }
      if (foot !== "") yield foot;
    },
  };
}

interface Writer {
  readonly head: string;
  readonly foot: string;
  /** Some todos of the file; `isFirst` for the first ones. */
  entries(todos: readonly Todo[], isFirst: boolean): string;
}

/** Writes files of a format, for a reader's zone and language. */
export function writerOf(format: ExportFormat, { timeZone, languages }: FileReader): Writer {
  switch (format) {
    case "json":
      return { head: jsonHead, foot: jsonFoot, entries: toJsonEntries };
    case "csv":
      return csvWriter(",", csvHead(","));
    case "excel": {
      const separator = excelSeparator(languages[0]);
      return csvWriter(separator, csvHead(separator, true));
    }
    case "todotxt":
      return { head: "", foot: "", entries: (todos) => toTodoTxtLines(todos, timeZone) };
  }
}

function csvWriter(separator: CsvSeparator, head: string): Writer {
  return { head, foot: "", entries: (todos) => toCsvRecords(todos, separator) };
}

async function* chunksOf(database: Database, owner: Owner): AsyncGenerator<Todo[]> {
  let after: string | undefined;
  for (;;) {
    const rows = await database.todo.findMany({
      where: { ownerId: owner.id, ...(after !== undefined && { id: { lt: after } }) },
      orderBy: { id: "desc" },
      take: chunkSize,
    });
    if (rows.length > 0) yield rows.map(toTodo);
    if (rows.length < chunkSize) return;
    after = rows.at(-1)?.id;
  }
}
