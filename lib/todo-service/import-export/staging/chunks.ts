import { z } from "zod";
import type { Transaction } from "#lib/db/client.ts";
import { type FileTodo, fileTodoSchema } from "../formats.ts";

/** Todos of one row of `todo_import_chunk`: some hundred kilobytes. */
export const chunkSize = 500;

type Statements = Pick<Transaction, "$queryRaw" | "$executeRaw">;

export async function storeChunk(
  client: Statements,
  importId: string,
  number: number,
  todos: readonly FileTodo[],
): Promise<void> {
  await client.$executeRaw`
    INSERT INTO todo_import_chunk (import_id, number, todos)
    VALUES (${importId}::uuid, ${number}, ${JSON.stringify(todos)}::jsonb)`;
}

const rowsSchema = z.array(z.object({ todos: z.array(fileTodoSchema) }));

/** The todos of a staged import, in the order of the file, a chunk at a time. */
export async function* readChunks(client: Statements, importId: string): AsyncGenerator<readonly FileTodo[]> {
  for (let number = 0; ; number += 1) {
    const [chunk] = rowsSchema.parse(
      await client.$queryRaw`
        SELECT todos FROM todo_import_chunk WHERE import_id = ${importId}::uuid AND number = ${number}`,
    );
    if (chunk === undefined) return;
    yield chunk.todos;
  }
}
