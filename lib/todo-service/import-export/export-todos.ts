import type { Database } from "#lib/db/client.ts";
import type { Owner, Todo } from "../schemas.ts";
import { toTodo } from "../todos/rows.ts";
import { csvHeader, toCsvRecords } from "./csv.ts";
import type { FileFormat } from "./formats.ts";
import { jsonFoot, jsonHead, toJsonEntries } from "./json.ts";
import { toTodoTxtLines } from "./todo-txt.ts";

export interface TodoExport {
  /**
   * All todos of the owner's list as a file, newest first, in pieces: memory stays bounded, however many there are.
   * Todos that change meanwhile may or may not be in it.
   */
  exportTodos(owner: Owner, format: FileFormat): AsyncGenerator<string>;
}

/** Todos read at once: some hundred kilobytes. */
const chunkSize = 1_000;

export function createTodoExport(database: Database): TodoExport {
  return {
    async *exportTodos(owner, format) {
      const { head, entries, foot } = writers[format];
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

const writers: Readonly<Record<FileFormat, Writer>> = {
  json: { head: jsonHead, foot: jsonFoot, entries: toJsonEntries },
  csv: { head: csvHeader, foot: "", entries: toCsvRecords },
  todotxt: { head: "", foot: "", entries: toTodoTxtLines },
};

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
