import { examineElsewhere, examineMachine } from "./doctor/doctor.ts";
import { parseDoctorFlags } from "./doctor/doctor-flags.ts";
import type { Finding } from "./doctor/finding.ts";
import { openMachine } from "./doctor/machine.ts";
import { describe, summarize } from "./doctor/report.ts";
import { examineStorage } from "./doctor/storage.ts";
import { runCommand } from "./runtime/command.ts";

await runCommand(async (args) => {
  const { url, cronSecret, json } = parseDoctorFlags(args, process.env);
  const now = new Date();
  const findings =
    url === null
      ? await examineThisMachine(now)
      : await examineElsewhere({ origin: url, cronSecret }, process.env, now);
  if (json) console.log(JSON.stringify(findings));
  else console.log([...findings.map(describe), summarize(findings)].join("\n"));
  return findings.some(({ level }) => level === "error") ? 1 : 0;
});

async function examineThisMachine(now: Date): Promise<Finding[]> {
  const machine = await openMachine(process.env);
  try {
    const { variables, dataDirectory } = machine;
    const storage = { backupDirectory: variables.BACKUP_DIR || undefined, dataDirectory, environmentFile: ".env" };
    return [...(await examineMachine(variables, now)), ...(await examineStorage(storage, now))];
  } finally {
    await machine.close();
  }
}
