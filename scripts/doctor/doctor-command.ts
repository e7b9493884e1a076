import type { Say } from "#scripts/runtime/command.ts";
import { examineElsewhere, examineMachine } from "./doctor.ts";
import { parseDoctorFlags } from "./doctor-flags.ts";
import type { Finding } from "./finding.ts";
import { openMachine } from "./machine.ts";
import { describe, summarize } from "./report.ts";
import { examineStorage } from "./storage.ts";

type Variables = Readonly<Record<string, string | undefined>>;

/** Carries out `npm run doctor` with these arguments. Resolves to its exit code: 1 if anything is an error. */
export async function doctorCommand(args: readonly string[], source: Variables, say: Say): Promise<0 | 1> {
  const { url, cronSecret, json } = parseDoctorFlags(args, source);
  const now = new Date();
  const findings =
    url === null
      ? await examineThisMachine(source, now)
      : await examineElsewhere({ origin: url, cronSecret }, source, now);
  if (json) say(JSON.stringify(findings));
  else say([...findings.map(describe), summarize(findings)].join("\n"));
  return findings.some(({ level }) => level === "error") ? 1 : 0;
}

async function examineThisMachine(source: Variables, now: Date): Promise<Finding[]> {
  const machine = await openMachine(source);
  try {
    const { variables, dataDirectory } = machine;
    const storage = { backupDirectory: variables.BACKUP_DIR || undefined, dataDirectory, environmentFile: ".env" };
    return [...(await examineMachine(variables, now)), ...(await examineStorage(storage, now))];
  } finally {
    await machine.close();
  }
}
