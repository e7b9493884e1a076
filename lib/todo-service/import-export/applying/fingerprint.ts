import { createHash } from "node:crypto";
import { normalText } from "#lib/text-forms.ts";
import type { FileTodo } from "../formats.ts";

/** The identity of a todo in a file. Texts are digests of their normal form, so that many todos need little memory. */
export interface Fingerprint extends Pick<FileTodo, "id" | "dueOn" | "completedAt" | "createdAt"> {
  readonly title: string;
  /** Null where the file has no notes. */
  readonly notes: string | null;
}

export function fingerprintOf({ id, title, notes, dueOn, completedAt, createdAt }: FileTodo): Fingerprint {
  return { id, title: digest(title), notes: notes === null ? null : digest(notes), dueOn, completedAt, createdAt };
}

/** The statement of `known-todos.ts` computes the same. */
export function digest(text: string): string {
  return createHash("sha256").update(normalText(text)).digest("base64");
}
