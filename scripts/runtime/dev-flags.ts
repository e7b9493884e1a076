import { parseArgs } from "node:util";

/** The arguments of `npm run dev`. */
export interface DevFlags {
  readonly reset: boolean;
  readonly inngest: boolean;
  /** The port to try first. */
  readonly port: number;
}

const usage = "Use: npm run dev -- [--reset] [--port 3000]";

/**
 * Reads the arguments of `npm run dev`. The port is --port, else `defaultPort` (the variable PORT), else 3000.
 * @throws {Error} naming the first unknown argument
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
 * @throws {Error} if it is not one
 */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw new Error(`"${text}" is no port. Use a number from 1 to 65535.`);
  return port;
}
