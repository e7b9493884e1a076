import { z } from "zod";
import { mappingAdvice, refusedFile } from "./refused-file.ts";

// Files of other apps are refused by name until they are mapped: read as todos, they would lose dates and notes.

function refuse(app: string): never {
  throw refusedFile(`it comes from ${app}, whose files Tidy can't read yet. ${mappingAdvice}`);
}

/** Columns that only one app's files have, in lower case. */
const foreignColumns: readonly { readonly app: string; readonly columns: readonly string[] }[] = [
  { app: "Todoist", columns: ["type", "content", "priority"] },
  { app: "TickTick", columns: ["list name", "title"] },
  { app: "TickTick", columns: ["folder name", "title"] },
  { app: "TickTick", columns: ["taskid", "is check list"] },
  { app: "Microsoft To Do or Outlook", columns: ["subject", "due date", "reminder on/off"] },
  { app: "Microsoft To Do or Outlook", columns: ["subject", "date completed"] },
  { app: "Asana", columns: ["task id", "section/column"] },
  { app: "Google Tasks", columns: ["tasklist", "title", "status"] },
];

/**
 * Looks at the first rows of a table.
 * @throws {DomainError} `invalid` for those of another app, by its name.
 */
export function refuseForeignTable(rows: readonly (readonly string[])[]): void {
  for (const row of rows) {
    const names = new Set(row.map((cell) => cell.trim().toLowerCase()));
    const found = foreignColumns.find(({ columns }) => columns.every((column) => names.has(column)));
    if (found !== undefined) refuse(found.app);
  }
}

const objectWith = (...keys: readonly string[]) =>
  z.looseObject(Object.fromEntries(keys.map((key) => [key, z.unknown().refine((value) => value !== undefined)])));
const kindOfGoogle = z.looseObject({ kind: z.string().startsWith("tasks#") });

const thingsType = z.enum(["to-do", "project", "heading"]);

/** Marks that only one app's JSON has, in the document or in an entry of its list. */
const foreignObjects: readonly { readonly app: string; readonly schema: z.ZodType }[] = [
  { app: "Google Tasks", schema: kindOfGoogle },
  { app: "Google Tasks", schema: objectWith("selfLink", "etag", "status", "title") },
  { app: "Microsoft To Do", schema: objectWith("wellknownListName") },
  { app: "Microsoft To Do", schema: objectWith("displayName", "tasks") },
  { app: "Microsoft To Do", schema: objectWith("@odata.context") },
  { app: "Microsoft To Do", schema: objectWith("title", "status", "importance") },
  { app: "Microsoft To Do", schema: objectWith("lastModifiedDateTime") },
  { app: "Vikunja", schema: objectWith("title", "child_projects") },
  { app: "Vikunja", schema: objectWith("title", "tasks") },
  { app: "Vikunja", schema: objectWith("title", "done", "done_at") },
  { app: "Vikunja", schema: objectWith("title", "project_id", "percent_done") },
  { app: "Vikunja", schema: objectWith("title", "hex_color", "identifier") },
  { app: "Todoist", schema: objectWith("content", "project_id") },
  { app: "Todoist", schema: objectWith("sync_token") },
  { app: "TickTick", schema: objectWith("title", "projectId", "sortOrder") },
  { app: "Trello", schema: objectWith("cards", "lists") },
  { app: "Google Keep", schema: objectWith("isTrashed", "userEditedTimestampUsec") },
  { app: "Things", schema: z.looseObject({ type: thingsType, attributes: z.looseObject({}) }) },
  { app: "Taskwarrior", schema: objectWith("description", "entry", "uuid", "status") },
];

/** @throws {DomainError} `invalid` for a document, or an entry, of another app, by its name. */
export function refuseForeignObject(value: unknown): void {
  const found = foreignObjects.find(({ schema }) => schema.safeParse(value).success);
  if (found !== undefined) refuse(found.app);
}
