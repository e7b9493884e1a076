import type { Finding, Level } from "./finding.ts";

const marks: Readonly<Record<Level, string>> = {
  ok: "ok         ",
  warning: "warning    ",
  error: "ERROR      ",
  "not-checked": "not checked",
};

/** A finding as text, with its fix on a line of its own. */
export function describe({ subject, level, message, fix }: Finding): string {
  const line = `${marks[level]}  ${subject}: ${message}`;
  return fix === undefined ? line : `${line}\n${" ".repeat(marks.ok.length + 2)}→ ${fix}`;
}

/** The last line: the number of findings of each level. */
export function summarize(findings: readonly Finding[]): string {
  const count = (level: Level) => findings.filter((finding) => finding.level === level).length;
  const counted = (level: Level) => `${count(level)} ${level}${count(level) === 1 ? "" : "s"}`;
  const problems = `${counted("warning")}, ${counted("error")}`;
  return `${count("ok")} ok, ${problems}, ${count("not-checked")} not checked`;
}
