import type { Database } from "#lib/db/client.ts";
import type { Owner, Todo } from "../schemas.ts";
import { toTodo } from "../todos/rows.ts";
import { csvHeader, toCsvRecord } from "./csv.ts";
import type { TransferFormat } from "./formats.ts";
import { jsonFoot, jsonHead, toJsonEntry } from "./json.ts";
import { toTodoTxtLine } from "./todo-txt.ts";

export interface TodoExport {
  /**
   * All todos of the owner's list as a file, newest first, piece by piece: memory stays bounded, whatever their number. What
   * changes meanwhile may or may not be in it.
   */
  exportTodos(owner: Pick<Owner, "id">, format: TransferFormat): AsyncGenerator<string>;
}

/** Todos read at once: some hundred kilobytes. */
const chunkSize = 1_000;

export function createTodoExport(database: Database): TodoExport {
  return {
    async *exportTodos(owner, format) {
      const { head, entry, foot } = writers[format];
      if (head !== "") yield head;
      let isFirst = true;
      for await (const todos of chunksOf(database, owner)) {
        let piece = "";
        for (const todo of todos) {
          piece += entry(todo, isFirst);
          isFirst = false;
        }
        yield piece;
      }
      if (foot !== "") yield foot;
    },
  };
}

interface Writer {
  readonly head: string;
  readonly foot: string;
  entry(todo: Todo, isFirst: boolean): string;
}

const writers: Readonly<Record<TransferFormat, Writer>> = {
  json: { head: jsonHead, foot: jsonFoot, entry: toJsonEntry },
  csv: { head: csvHeader(), foot: "", entry: toCsvRecord },
  todotxt: { head: "", foot: "", entry: toTodoTxtLine },
};

async function* chunksOf(database: Database, owner: Pick<Owner, "id">): AsyncGenerator<Todo[]> {
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
