import { type Logger, pino } from "pino";
import type { Env } from "#lib/env.ts";

export type { Logger };

const loggers = new Map<string, Logger>();

/** The logger of this process: one JSON line per event on stdout, from LOG_LEVEL upward, no credentials. */
export function loggerFor(env: Pick<Env, "LOG_LEVEL">): Logger {
  const known = loggers.get(env.LOG_LEVEL);
  if (known) return known;
  const logger = pino({ level: env.LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  loggers.set(env.LOG_LEVEL, logger);
  return logger;
}
