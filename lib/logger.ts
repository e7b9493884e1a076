import { type Logger, pino } from "pino";
import type { Env } from "#lib/env.ts";
import { logText } from "#lib/log-text.ts";

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
