import { existsSync } from "node:fs";
import { join } from "node:path";
import { postgresDirectory } from "#scripts/runtime/checkout.ts";
import type { Drill, DrillContext } from "../drill.ts";
import { startOwner } from "./owner.ts";
import { serverOf } from "./server-of.ts";

/** Starts are this many at once. */
const starts = 5;

export const firstStarts: Drill = {
  name: "embedded-first-starts",
  description: `starts ${starts} processes of a fresh checkout at once; all must work, on one embedded server`,
  async run(context) {
    const rounds = context.rounds ?? 5;
    for (let round = 1; round <= rounds && !context.stop.aborted; round += 1) await startTogether(context, round);
  },
};

async function startTogether({ directory, env, check }: DrillContext, round: number): Promise<void> {
  const data = join(directory, `checkout-${round}`);
  const owners = Array.from({ length: starts }, () => startOwner(data, env));
  try {
    const outcomes = await Promise.allSettled(owners.map(({ opened }) => opened));
    const urls = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
    const errors = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [messageOf(outcome.reason)] : []));
    check(`round ${round}: all ${starts} start`, errors.length === 0, errors[0]);
    const servers = new Set(await Promise.all(urls.map(serverOf)));
    check(`round ${round}: they share one server`, servers.size === 1, `${servers.size} servers`);
  } finally {
    await Promise.all(owners.map((owner) => owner.leave()));
  }
  const postmaster = join(postgresDirectory(data), "cluster", "data", "postmaster.pid");
  check(`round ${round}: the last to leave stops it`, !existsSync(postmaster));
}

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
