import { examineAddress, examineReadiness } from "./address.ts";
import { examineCronRoute } from "./cron-route.ts";
import { about, type Finding } from "./finding.ts";

/** A running Tidy as it looks from outside. */
export interface Deployment {
  readonly origin: string;
  readonly cronSecret: string | undefined;
}

export interface ExaminedDeployment {
  readonly findings: readonly Finding[];
  readonly answers: boolean;
}

/** Runs the checks of a running Tidy that need no account. */
export async function examineDeployment({ origin, cronSecret }: Deployment): Promise<ExaminedDeployment> {
  const address = await examineAddress(origin);
  if (!address.answers) {
    const skipped = about("deployment").notChecked("Health and cron route, since Tidy doesn't answer there.");
    return { findings: [...address.findings, skipped], answers: false };
  }
  const health = await examineReadiness(origin);
  return { findings: [...address.findings, ...health, ...(await examineCronRoute(origin, cronSecret))], answers: true };
}
