import { type Logger, pino } from "pino";
import { z } from "zod";
import type { Env } from "#lib/env.ts";

export type { Logger };

const loggers = new Map<string, Logger>();

/** The logger of this process: one line per event on stdout, from LOG_LEVEL upward, no credentials. */
export function loggerFor({ LOG_LEVEL, LOG_FORMAT }: Pick<Env, "LOG_LEVEL" | "LOG_FORMAT">): Logger {
  const key = `${LOG_LEVEL} ${LOG_FORMAT}`;
  const known = loggers.get(key);
  if (known) return known;
  const options = { level: LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  const logger = LOG_FORMAT === "text" ? pino(options, textOutput()) : pino(options);
  loggers.set(key, logger);
  return logger;
}

function textOutput() {
  const inColor = process.stdout.isTTY && process.stdout.hasColors();
  return { write: (line: string) => void process.stdout.write(logText(line, { inColor })) };
}

const lineSchema = z.looseObject({
  level: z.int(),
  time: z.string(),
  msg: z.string().optional(),
  err: z.object({ stack: z.string().optional(), message: z.string().optional() }).optional(),
});

const levels: Readonly<Record<number, string>> = { 20: "debug", 30: "info", 40: "warn", 50: "ERROR", 60: "FATAL" };
const colors: Readonly<Record<number, string>> = { 40: "\u001b[33m", 50: "\u001b[31m", 60: "\u001b[31m" };
const noColor = "\u001b[0m";

/**
 * A JSON line of the log, for people: `12:34:56.789 info  request method=GET route=/ status=200`, and the stack of an
 * error below it. Any other line stays as it is.
 */
export function logText(line: string, { inColor }: { readonly inColor: boolean }): string {
  const parsed = lineSchema.safeParse(jsonOf(line)).data;
  if (parsed === undefined) return line;
  const { level, time, msg = "", err, ...fields } = parsed;
  const name = (levels[level] ?? String(level)).padEnd(5);
  const color = inColor ? colors[level] : undefined;
  const shown = color === undefined ? name : `${color}${name}${noColor}`;
  const details = Object.entries(fields).map(([key, value]) => ` ${key}=${valueText(value)}`);
  const stack = err?.stack ?? err?.message;
  const below = stack === undefined ? "" : `\n${stack.replace(/^/gm, "    ")}`;
  return `${time.slice(11, 23)} ${shown} ${msg}${details.join("")}${below}\n`;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Quoted where it would not read as one word. */
function valueText(value: unknown): string {
  const isWord = typeof value === "string" && /^[^\s"=]+$/.test(value);
  return isWord ? value : JSON.stringify(value);
}
