import type { ProjectFile } from "../project-files.ts";

/** A word that the project's vocabulary replaces (docs/architecture.md, Words). */
interface Replaced {
  readonly say: string;
  /** Matches a line in small letters, its names taken apart: `handedOverAt` reads "handed over at". */
  readonly not: RegExp;
  /** Files in which the word has the vocabulary's meaning; all files if left out. */
  readonly in?: RegExp;
}

const vocabulary: readonly Replaced[] = [
  { say: "runDue", not: /\bpok(?:e[sd]?|ing)\b/ },
  { say: "dispatch, requeue, continue", not: /\bhand(?:s|ed|ing)?(?: [a-z']+){0,3} (?:over|back|on)\b/ },
  { say: "undispatched, stalled", not: /\bstranded\b|\b(?:lost|silent) runs?\b/ },
  { say: "heartbeat", not: /\bsigns? of life\b|\bshow(?:s|n|ing)? life\b|\balive at\b|\bbeats?\b/ },
  { say: "batched delete", not: /\bsweep(?:s|er|ing)?\b|\bswept\b/ },
  { say: "scan", not: /\bwalk(?:s|ed|er|ing)?\b/, in: /^lib\/(?!todo-service\/todos)/ },
  { say: "retry, retrySkipped", not: /\bsecond (?:try|tries)\b/ },
  { say: "skipped", not: /\bpass(?:es|ed|ing)? over\b/ },
  { say: "retention, expires", not: /\bkeepings?\b/ },
  { say: "pin, unpin, trash", not: /\bun ?keep(?:s|ing)?\b/ },
  { say: "trash", not: /\blet go\b/, in: /^lib\// },
  { say: "base, changes, current", not: /\bbegun\b|\btheirs\b/, in: /^lib\/todo-service\// },
  { say: "lazy, deferred chunk", not: /\bextras\b/ },
  { say: "No date", not: /\bsomeday\b/ },
  { say: "fixture", not: /\b(?:on|open) stage\b/ },
  { say: "load balancer", not: /(?<!bad |connect )\bgateways?\b/ },
  { say: "fake Inngest", not: /\bplay run\b|\bnew play\b/ },
  { say: "execution log", not: /\bnotebooks?\b/ },
];

/** Migrations stay as they were applied, the changelog tells old names, and this table and its test name the words. */
const exempt = /^prisma\/migrations\/|^CHANGELOG\.md$|^tests\/static\/words\//;

/** Lines, and names of files, that use a replaced word. */
export function replacedWords(files: readonly ProjectFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    if (exempt.test(path)) return [];
    const said = [path, ...text.split("\n")].map(wordsOf);
    const here = vocabulary.filter((word) => word.in?.test(path) ?? true);
    return said.flatMap((line, index) =>
      here.flatMap(({ say, not }) => {
        const found = not.exec(line)?.[0];
        return found === undefined ? [] : [`${path}:${index}: "${found}", say ${say}`];
      }),
    );
  });
}

function wordsOf(line: string): string {
  return line.replaceAll(/(?<=[a-z\d])(?=[A-Z])|[^A-Za-z']+/g, " ").toLowerCase();
}
