import { type Database, Prisma } from "#lib/db/client.ts";
import { type Prepared, preparedOn, preparedReadsOn, type TextRow } from "#lib/db/prepared.ts";
import { instant } from "../instant.ts";
import { JsonText } from "../json-text.ts";
import type { Page } from "../pages.ts";
import type { Todo, UpdateTodo } from "../schemas.ts";
import { createStatement, type IdentifiedTodo, refuseFutureId } from "../todos/create-once.ts";
import type { LatestChanges } from "../todos/latest-changes.ts";
import type { ListTodos } from "../todos/list-schemas.ts";
import { moveStatement } from "../trash/move-to-trash.ts";
import { listTrashOf } from "../trash/trash-list.ts";
import type { ListTrash, TrashedTodo } from "../trash/trash-schemas.ts";
import { changesStatement } from "./changes-statement.ts";
import type { OwnerProof } from "./owner-proof.ts";
import { type PageText, pageStatement, toPage } from "./page-statement.ts";
import { todoJson } from "./todo-json.ts";
import { updateStatement } from "./update-statement.ts";

/**
 * The most frequent requests, each as the one statement that also proves who the owner is. Each resolves to null where
 * it found or changed nothing, for whatever reason: the other verbs of the service tell the reason.
 */
export interface TodosAtOnce {
  /** As `list`. @param knownEtag the tag of the page that the client has; null for none. */
  list(proof: OwnerProof, query: ListTodos, knownEtag: string | null): Promise<PageText | null>;
  /** As `latestChanges`. */
  latestChanges(proof: OwnerProof): Promise<JsonText<LatestChanges> | null>;
  /** As `listTrash`. */
  listTrash(proof: OwnerProof, query: ListTrash): Promise<JsonText<Page<TrashedTodo>> | null>;
  /** As `get`. */
  get(proof: OwnerProof, id: string): Promise<JsonText<Todo> | null>;
  /** As `createOnce`, for an id that was not used. @throws {DomainError} `invalid` for an id of the future. */
  create(proof: OwnerProof, input: IdentifiedTodo, now: Date): Promise<JsonText<Todo> | null>;
  /** As `update`. */
  update(proof: OwnerProof, id: string, change: UpdateTodo, now: Date): Promise<JsonText<Todo> | null>;
  /** As `trash`. */
  trash(proof: OwnerProof, id: string, now: Date): Promise<true | null>;
}

export function createTodosAtOnce(options: { database: Database; trashDays: number }): {
  readonly atOnce: TodosAtOnce;
} {
  const execute = preparedOn(options.database);
  const read = preparedReadsOn(options.database);
  return {
    atOnce: {
      async list(proof, query, knownEtag) {
        // A search may take long.
        const { rows } = await (query.q ? execute : read)(pageStatement(proof, query, knownEtag));
        return toPage(rows[0]);
      },
      latestChanges: async (proof) => textOf((await read(changesStatement(proof))).rows[0]),
      async listTrash(proof, query) {
        const page = await listTrashOf(options, proof, query);
        return page && new JsonText(JSON.stringify(page));
      },
      get: (proof, id) =>
        todoOf(read, Prisma.sql`SELECT ${todoJson} FROM todo WHERE id = ${id}::uuid AND ${ownedBy(proof)}`),
      async create(proof, input, now) {
        refuseFutureId(input.id, now);
        return await todoOf(execute, Prisma.sql`${createStatement(proof, input, now)} RETURNING ${todoJson}`);
      },
      async update(proof, id, change, now) {
        const statement = updateStatement(proof, id, change, instant(now));
        return statement === null ? null : await todoOf(execute, statement);
      },
      async trash(proof, id, now) {
        const which = Prisma.sql`id = ${id}::uuid AND ${ownedBy(proof)}`;
        const { count } = await execute(moveStatement({ ...options, which, now: instant(now) }));
        return count > 0 ? true : null;
      },
    },
  };
}

const ownedBy = (proof: OwnerProof) => Prisma.sql`owner_id = (${proof})`;

async function todoOf(execute: Prepared, statement: Prisma.Sql): Promise<JsonText<Todo> | null> {
  return textOf((await execute(statement)).rows[0]);
}

function textOf<Value>(row: TextRow | undefined): JsonText<Value> | null {
  const text = row?.[0];
  return text ? new JsonText(text) : null;
}
