import { isRealDay } from "./local-time.ts";

// https://github.com/todotxt/todo.txt: one todo per line: `x` for done, the priority, the days of completion and
// creation, then the text, with `key:value` for the rest. It has no notes, no ids, no times of day, and no line breaks.

/** Says that `due:` and `pin:` in front of it are words of the title: no key of another program. */
export const wordsOnly = "tidy:words";

/** Reads `due:` and `pin:`. Everything else stays in the title: projects, contexts, keys of other programs. */
export function readKeys(text: string): { title: string; dueOn: string | null; pinned: boolean } {
  const words = new RegExp(String.raw`^(.*)\s${wordsOnly}(?=\s|$)(.*)$`, "s").exec(text);
  if (words !== null) {
    const keys = readKeys(`-${words[2]}`);
    return { ...keys, title: words[1] ?? "" };
  }
  const due = text.match(/(?<=^|\s)due:\d{4}-\d{2}-\d{2}(?=\s|$)/g)?.findLast((key) => isRealDay(key.slice(4)));
  const pinned = text.match(/(?<=^|\s)pin:true(?=\s|$)/g)?.at(-1);
  const title = without(without(text, pinned), due);
  return { title, dueOn: due?.slice("due:".length) ?? null, pinned: pinned !== undefined };
}

function without(text: string, token: string | undefined): string {
  if (token === undefined) return text;
  const at = text.lastIndexOf(token);
  return `${text.slice(0, at).trimEnd()} ${text.slice(at + token.length).trimStart()}`.trim();
}
