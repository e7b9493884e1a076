import { isAscii, isUtf8 } from "node:buffer";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Encoding } from "../formats.ts";
import { refusedFile } from "./refused-file.ts";

/** A line that isn't ASCII, of a file whose encoding is a guess. */
export interface GuessedLine {
  readonly line: number;
  readonly text: string;
  /** The same bytes, read as UTF-8. */
  readonly asUtf8: string;
}

export interface DecodedFile {
  /** In UTF-8, without a byte order mark. */
  readonly content: Buffer;
  readonly encoding: Encoding;
  /** Null where the encoding is no guess. `lines` are the first ones. */
  readonly guess: { readonly count: number; readonly lines: readonly GuessedLine[] } | null;
}

/** Bytes that are worked on between two turns of other requests. */
export const pieceBytes = 8 * 1024;

/** Decodes a text by its byte order mark, else as UTF-8, else as Windows-1252, which Excel writes in the West. */
export async function decodeFile(bytes: Buffer): Promise<DecodedFile> {
  const { encoding, markBytes } = encodingOf(bytes);
  const body = bytes.subarray(markBytes);
  const content = encoding === "utf-8" ? body : await toUtf8(body, encoding);
  if (content.includes(0)) throw refusedFile("it is not a text file");
  return { content, encoding, guess: encoding === "windows-1252" ? await guessedLines(body) : null };
}

function encodingOf(bytes: Buffer): { readonly encoding: Encoding; readonly markBytes: number } {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf]) && isUtf8(bytes)) return { encoding: "utf-8", markBytes: 3 };
  if (startsWith(bytes, [0xff, 0xfe])) return { encoding: "utf-16le", markBytes: 2 };
  if (startsWith(bytes, [0xfe, 0xff])) return { encoding: "utf-16be", markBytes: 2 };
  return { encoding: isUtf8(bytes) ? "utf-8" : "windows-1252", markBytes: 0 };
}

const startsWith = (bytes: Buffer, mark: readonly number[]) => mark.every((byte, index) => bytes[index] === byte);

async function toUtf8(bytes: Buffer, encoding: Encoding): Promise<Buffer> {
  const decoder = new TextDecoder(encoding);
  const pieces: Buffer[] = [];
  for (let start = 0; start < bytes.length; start += pieceBytes * 16) {
    pieces.push(Buffer.from(decoder.decode(bytes.subarray(start, start + pieceBytes * 16), { stream: true })));
    await nextTurn();
  }
  return Buffer.concat([...pieces, Buffer.from(decoder.decode())]);
}

const shownLines = 5;
const shownCharacters = 120;

async function guessedLines(bytes: Buffer): Promise<{ count: number; lines: GuessedLine[] }> {
  const lines: GuessedLine[] = [];
  let [count, line, turn] = [0, 0, 0];
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline;
    const row = bytes.subarray(start, end);
    line += 1;
    start = end + 1;
    if (start - turn > pieceBytes) {
      turn = start;
      await nextTurn();
    }
    if (isAscii(row)) continue;
    count += 1;
    const as = (encoding: Encoding) => new TextDecoder(encoding).decode(row).trim().slice(0, shownCharacters);
    if (lines.length < shownLines) lines.push({ line, text: as("windows-1252"), asUtf8: as("utf-8") });
  }
  return { count, lines };
}
