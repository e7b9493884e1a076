import { parseArgs } from "node:util";

const backupUsage = `Use: npm run backup -- <file> [--no-verify]
     writes the whole database to a new file, consistent while Tidy runs, and restores it into a scratch database
     to check it`;

const restoreUsage = `Use: npm run restore -- <file> [--replace]
     restores a backup into the database of DATABASE_URL, else into the embedded one. Stop Tidy first.
     --replace   keeps a database that has accounts under another name, and puts the backup in its place`;

/** Reads the arguments of `npm run backup`. @throws {Error} with the usage */
export function parseBackupFlags(args: readonly string[]): { readonly file: string; readonly verifies: boolean } {
  const { file, flag } = parse(args, "no-verify", backupUsage);
  return { file, verifies: !flag };
}

/** Reads the arguments of `npm run restore`. @throws {Error} with the usage */
export function parseRestoreFlags(args: readonly string[]): { readonly file: string; readonly replaces: boolean } {
  const { file, flag } = parse(args, "replace", restoreUsage);
  return { file, replaces: flag };
}

function parse(args: readonly string[], name: string, usage: string): { file: string; flag: boolean } {
  const flag = { type: "boolean", default: false } as const;
  const { values, positionals } = attempt(
    () => parseArgs({ args: [...args], options: { [name]: flag }, allowPositionals: true }),
    usage,
  );
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new Error(usage);
  return { file, flag: values[name] === true };
}

function attempt<T>(work: () => T, usage: string): T {
  try {
    return work();
  } catch (cause) {
    throw new Error(`${cause instanceof Error ? cause.message : cause}\n${usage}`, { cause });
  }
}
