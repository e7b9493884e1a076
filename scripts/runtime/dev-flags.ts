import { parseArgs } from "node:util";

/** What `npm run dev` was asked for. */
export interface DevFlags {
  readonly reset: boolean;
  readonly inngest: boolean;
  /** The port to try first. */
  readonly port: number;
}

const usage = "Use: npm run dev -- [--reset] [--port 3000]";

/**
 * Reads the arguments of `npm run dev`. Without --port, `defaultPort` (the variable PORT) counts, and without that 3000.
 * @throws {Error} naming what it doesn't understand.
 */
export function parseDevFlags(args: readonly string[], defaultPort: string | undefined): DevFlags {
  const { reset, inngest, port } = readArguments(args);
  return { reset: reset ?? false, inngest: inngest ?? false, port: parsePort(port ?? (defaultPort || "3000")) };
}

function readArguments(args: readonly string[]) {
  try {
    const options = { reset: { type: "boolean" }, inngest: { type: "boolean" }, port: { type: "string" } } as const;
    return parseArgs({ args: [...args], options, allowPositionals: false }).values;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split(". ")[0] : String(cause);
    throw new Error(`${reason}.\n${usage}`, { cause });
  }
}

/**
 * Reads a port number.
 * @throws {Error} where it is none.
 */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw new Error(`"${text}" is no port. Use a number from 1 to 65535.`);
  return port;
}
