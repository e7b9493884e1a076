import { readFileSync } from "node:fs";
import type { FileFormat, FileReader } from "#lib/todo-service/import-export/formats.ts";
import type { Owner } from "#lib/todo-service/schemas.ts";
import { createTodoService } from "#lib/todo-service/todo-service.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { importControl } from "./control.ts";

export const now = new Date("2026-11-24T12:00:00.000Z");
const utc: FileReader = { timeZone: "UTC", languages: ["en"] };

/** A file that was exported elsewhere. */
export function fixture(name: string): string {
  return readFileSync(new URL(`../../fixtures/import/${name}`, import.meta.url), "utf8");
}

/** Imports and exports on a database of the test file's own. */
export function setUpImports() {
  const test = setUpTestDatabase();
  let made: ReturnType<typeof createTodoService> | undefined;
  const todos = () => {
    made ??= createTodoService({ database: test.db, trashDays: 30 });
    return made;
  };
  const apply = (importId: string, control = importControl()) => todos().applyImport({ importId, now }, control);
  const stage = (owner: Owner, content: string, reader: Partial<FileReader> = {}, at = now) =>
    todos().stageImport(owner, { file: Buffer.from(content), ...utc, ...reader }, at);
  return {
    test,
    get todos() {
      return todos();
    },
    apply,
    /** Uploads a text as a file. */
    stage,
    /** Uploads a text as a file, and applies that. */
    async bring(owner: Owner, content: string) {
      const preview = await stage(owner, content);
      const applied = await apply(preview.id);
      return { preview, result: applied.done ? applied.result : null };
    },
    async exported(owner: Owner, format: FileFormat, reader = utc): Promise<string> {
      let text = "";
      for await (const piece of todos().exportTodos(owner, format, reader)) text += piece;
      return text;
    },
    /** The owner's list, newest first. */
    all: (owner: Owner) => test.db.todo.findMany({ where: { ownerId: owner.id }, orderBy: { id: "desc" } }),
  };
}
