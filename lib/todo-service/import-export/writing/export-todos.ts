import type { Database } from "#lib/db/client.ts";
import type { Owner, Todo } from "../../schemas.ts";
import { toTodo } from "../../todos/rows.ts";
import type { ExportFormat, FileReader } from "../formats.ts";
import type { ExportPart } from "../schemas.ts";
import { type CsvSeparator, csvHead, excelSeparator, toCsvRecords } from "./csv.ts";
import { exportParts, partLimits } from "./export-parts.ts";
import { jsonFoot, jsonHead, toJsonEntries } from "./json.ts";
import { toTodoTxtLines } from "./todo-txt.ts";

export interface TodoExport {
  /**
   * The parts of the owner's list, newest first, each of them no more than an import accepts. `from`: the todo that the
   * first of them begins with; default the newest. An empty list has none.
   */
  exportParts(owner: Owner, from?: string | null): Promise<ExportPart[]>;
  /**
   * The todos of a part of the owner's list as a file, newest first, in pieces: memory stays bounded, however many
   * there are. Todos that change meanwhile may or may not be in it. `part`: default the whole list.
   */
  exportTodos(
    owner: Owner,
    format: ExportFormat,
    reader: FileReader,
    part?: Pick<ExportPart, "from" | "until">,
  ): AsyncGenerator<string>;
}

/** Todos read at once: some hundred kilobytes. */
const chunkSize = 1_000;

export function createTodoExport(database: Database): TodoExport {
  return {
    exportParts: (owner, from) => exportParts(database, owner, partLimits, from),

    async *exportTodos(owner, format, reader, part = wholeList) {
      const { head, entries, foot } = writerOf(format, reader);
      if (head !== "") yield head;
      let isFirst = true;
      for await (const todos of chunksOf(database, owner, part)) {
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

const wholeList = { from: null, until: null };

async function* chunksOf(
  database: Database,
  owner: Owner,
  { from, until }: Pick<ExportPart, "from" | "until">,
): AsyncGenerator<Todo[]> {
  let place: { lte?: string; lt?: string } = from === null ? {} : { lte: from };
  for (;;) {
    const rows = await database.todo.findMany({
      where: { ownerId: owner.id, id: { ...place, ...(until !== null && { gt: until }) } },
      orderBy: { id: "desc" },
      take: chunkSize,
    });
    const last = rows.at(-1);
    if (last !== undefined) yield rows.map(toTodo);
    if (last === undefined || rows.length < chunkSize) return;
    place = { lt: last.id };
  }
}
