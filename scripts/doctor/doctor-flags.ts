import { parseArgs } from "node:util";

/** The arguments of `npm run doctor`. */
export interface DoctorFlags {
  /** The origin of a deployed Tidy; null for this machine's configuration. */
  readonly url: string | null;
  readonly cronSecret: string | undefined;
  readonly json: boolean;
}

export const usage = `Use: npm run doctor [-- --json]                        this machine's environment and database
     npm run doctor -- --url https://tidy.example.com  a deployed Tidy, from outside
       [--cron-secret …]   better as CRON_SECRET in the environment, where no process list shows it`;

/** Reads the arguments. @throws {Error} with the usage */
export function parseDoctorFlags(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): DoctorFlags {
  const { url, json, "cron-secret": cronSecret } = parse(args);
  return {
    url: url === undefined ? null : originOf(url),
    json,
    cronSecret: cronSecret || environment.CRON_SECRET || undefined,
  };
}

function parse(args: readonly string[]) {
  const options = {
    url: { type: "string" },
    "cron-secret": { type: "string" },
    json: { type: "boolean", default: false },
  } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (cause) {
    throw new Error(`${cause instanceof Error ? cause.message : cause}\n${usage}`, { cause });
  }
}

function originOf(url: string): string {
  const parsed = URL.parse(url);
  if (parsed?.protocol === "https:" || parsed?.protocol === "http:") return parsed.origin;
  throw new Error(`--url takes an address such as https://tidy.example.com.\n${usage}`);
}
