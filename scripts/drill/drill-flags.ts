import { parseArgs } from "node:util";

/** The arguments of `npm run drill`. */
export interface DrillFlags {
  /** Null lists the drills. */
  readonly name: string | null;
  /** The number of tries; undefined for the drill's own number. */
  readonly rounds: number | undefined;
  /** The server on which the drill makes a database of its own; undefined for an embedded server of its own. */
  readonly database: string | undefined;
}

export const usage = `Use: npm run drill                lists the drills
     npm run drill -- <name>      breaks something on purpose, and checks what must hold all the same
       [--rounds 20]              tries as often as this
       [--database postgresql://] makes its own database on this server instead of an embedded one
Exit code: 0 if everything held, 1 if something did not, 2 if the drill could not be carried out.`;

/**
 * Reads the arguments. DATABASE_URL does not count: a drill touches a server only if it is named here.
 * @throws {Error} with the usage
 */
export function parseDrillFlags(args: readonly string[]): DrillFlags {
  const { values, positionals } = parse(args);
  if (positionals.length > 1) throw new Error(`Name one drill.\n${usage}`);
  return {
    name: positionals[0] ?? null,
    rounds: values.rounds === undefined ? undefined : parseRounds(values.rounds),
    database: values.database || undefined,
  };
}

function parse(args: readonly string[]) {
  const options = { rounds: { type: "string" }, database: { type: "string" } } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (cause) {
    throw new Error(`${cause instanceof Error ? cause.message : cause}\n${usage}`, { cause });
  }
}

function parseRounds(text: string): number {
  const rounds = Number(text);
  if (Number.isSafeInteger(rounds) && rounds > 0) return rounds;
  throw new Error(`--rounds takes a number from 1.\n${usage}`);
}
