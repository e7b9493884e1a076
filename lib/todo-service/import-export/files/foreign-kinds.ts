import { listMark } from "../../list-mark.ts";
import { mappingAdvice, refusedFile } from "./refused-file.ts";

const workbook =
  "it is a spreadsheet or an archive. Save the sheet as CSV, or unpack the archive, and choose that file";
const calendar = `it is a calendar (iCalendar), which Tidy can't read yet. ${mappingAdvice}`;
const webPage = `it is a web page (HTML). ${mappingAdvice}`;
const yaml = `it is YAML, which Tidy can't read. Convert it to JSON or CSV and choose that file`;

/** The starts of files that are no list of todos, in lower case, and the error for each. */
const foreignStarts: readonly (readonly [start: string, message: string])[] = [
  ["pk\x03\x04", workbook],
  // Of old workbooks, Latin-1 in lower case.
  ["\xf0\xef\x11\xe0", workbook],
  ["\x1f\x8b", workbook],
  ["%pdf-", "it is a PDF document"],
  ["{\\rtf", "it is a document of a word processor. Save it as plain text and choose that file"],
  ["begin:vcalendar", calendar],
  ["begin:vtodo", calendar],
  ["<?xml", "it is an XML document"],
  ["<opml", "it is an XML document"],
  ...["!doctype", "!--", "html", "head", "body", "meta", "style", "table", "div", "ul", "ol"].map(
    (tag) => [`<${tag}`, webPage] as const,
  ),
];

const startBytes = 4 * 1024;

/** @throws {DomainError} `invalid` for bytes, or a text, whose start shows that they are no text file of todos. */
export function refuseForeignStart(content: Buffer): void {
  const text = content.subarray(0, startBytes).toString("latin1").replace("\xef\xbb\xbf", "");
  // Lists in Markdown may begin with comments, as web pages do.
  const start = text.replace(/^(?:\s*<!--.*?-->)+/s, "").trimStart();
  const found = foreignStarts.find(([known]) => start.toLowerCase().startsWith(known));
  if (found !== undefined) throw refusedFile(found[1]);
  if (isYaml(start)) throw refusedFile(yaml);
}

/** A key of YAML, in an entry of a list or not. Words before a colon may be a title: "- Call: mum". */
const keyed = /^(\s*)(- +)?["']?([a-z_][\w-]*)["']?:(?:\s|$)/;

type KeyedLine = RegExpExecArray | null | undefined;

/** Whether a text is a list of objects in YAML. Front matter of Markdown has an end. */
function isYaml(text: string): boolean {
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== "" && !/^\s*#/.test(line));
  if (lines.some((line) => listMark.exec(line)?.[1] !== undefined)) return false;
  const isDocument = /^(?:%YAML|---\s*$)/.test(lines[0] ?? "");
  const [first, ...others] = lines.slice(isDocument ? 1 : 0).map((line) => keyed.exec(line));
  if (!first) return false;
  if (first[2] !== undefined) return isObject(first, others[0]);
  if (isDocument) return !lines.slice(1).some((line) => /^(?:---|\.\.\.)\s*$/.test(line));
  return /:\s*$/.test(first.input) && isObject(others[0], others[1]);
}

/** Whether an entry has more than one key, or the key of a title as the next one has. "- call: mum" is a todo. */
function isObject(entry: KeyedLine, next: KeyedLine): boolean {
  if (!entry || !next || entry[2] === undefined) return false;
  const [, indent = "", dash, key] = next;
  return dash === undefined ? indent.length > (entry[1] ?? "").length : key === "title" && entry[3] === "title";
}
