import { setImmediate as nextTurn } from "node:timers/promises";
import { JSONParser } from "@streamparser/json";
import { z } from "zod";
import { pieceBytes } from "../files/decode.ts";
import { refuseForeignObject } from "../files/foreign-apps.ts";
import { refusedFile } from "../files/refused-file.ts";
import { type FileEntry, fileFields } from "../formats.ts";
import type { ReadingNotes } from "./reading-notes.ts";

/** The keys of an exported document. */
const documentKeys = ["app", "version", "todos"];

/**
 * Reads an exported document or a plain list of todos, in pieces between which other requests get their turn.
 * @throws {DomainError} `invalid` for text that isn't JSON, or is no list of todos.
 */
export async function* readJson(content: Buffer, notes: ReadingNotes): AsyncGenerator<FileEntry[]> {
  const document: Record<string, unknown> = {};
  let entries: FileEntry[] = [];
  let line = 0;
  const parser = new JSONParser({ paths: ["$.*", "$.todos.*"] });
  parser.onValue = ({ value, key, parent }) => {
    if (Array.isArray(parent)) {
      // The parser needs no more of the list than its place in it.
      parent.length = 0;
      line += 1;
      entries.push({ line, todo: value });
    } else document[String(key)] = value;
  };
  for (let start = 0; start < content.length; start += pieceBytes) {
    feed(() => parser.write(content.subarray(start, start + pieceBytes)));
    for (const { line: place, todo } of entries) {
      // Todos among other values are found in no list of todos.
      if (place === 1 && !record.safeParse(todo).success) throw notTodos();
      noteKeys(todo, notes);
    }
    yield entries;
    entries = [];
    await nextTurn();
  }
  feed(() => {
    if (!parser.isEnded) parser.end();
  });
  if (/^\s*\{/.test(content.toString("utf8", 0, 1_000))) checkDocument(document, notes);
}

function feed(write: () => void): void {
  try {
    write();
  } catch (cause) {
    throw refusedFile("it is not valid JSON", cause);
  }
}

function checkDocument(document: Readonly<Record<string, unknown>>, notes: ReadingNotes): void {
  refuseForeignObject(document);
  for (const value of Object.values(document)) if (Array.isArray(value)) refuseForeignObject(value[0]);
  if (!Array.isArray(document.todos)) throw notTodos();
  if (document.app === "tidy" && Number(document.version) > 1) {
    throw refusedFile("a newer version of Tidy wrote it. Update Tidy, or export it as CSV there");
  }
  for (const key of Object.keys(document)) if (!documentKeys.includes(key)) notes.ignore(key);
}

const record = z.record(z.string(), z.unknown());
const listOfObjects = z.array(z.unknown()).refine((list) => list.some((each) => record.safeParse(each).success));

/** Lists within an entry, such as tasks within a project, would be lost: such a file is no list of todos. */
function noteKeys(entry: unknown, notes: ReadingNotes): void {
  const fields = record.safeParse(entry).data;
  if (fields === undefined) return;
  const unknown = Object.keys(fields).filter((key) => !fileFields.includes(key));
  if (unknown.length === 0) return;
  refuseForeignObject(fields);
  for (const key of unknown) {
    const list = listOfObjects.safeParse(fields[key]).data;
    if (list !== undefined) {
      refuseForeignObject(list[0]);
      throw notTodos(key);
    }
    notes.ignore(key);
  }
}

function notTodos(list?: string) {
  const found = list === undefined ? "" : `; its entries hold lists of their own, “${list.slice(0, 100)}”`;
  return refusedFile(`it must be a list of todos, or an object with such a list as “todos”${found}`);
}
