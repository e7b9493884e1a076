import type { Run } from "#lib/task-runs/schemas.ts";

/** Runs of the table, where many of the same task that all went well by schedule are folded into one entry. */
export type RunEntry =
  | { readonly kind: "run"; readonly run: Run }
  | { readonly kind: "fold"; readonly runs: readonly Run[] };

const foldFrom = 4;

/** Folds heartbeats, one a minute, which would push everything interesting out of sight. */
export function foldRuns(runs: readonly Run[]): RunEntry[] {
  const groups: Run[][] = [];
  for (const run of runs) {
    const group = groups.at(-1);
    const [first] = group ?? [];
    if (group !== undefined && first !== undefined && isQuiet(run) && isQuiet(first) && first.task === run.task)
      group.push(run);
    else groups.push([run]);
  }
  return groups.flatMap((group): RunEntry[] =>
    group.length >= foldFrom
      ? [...group.slice(0, 1).map((run) => ({ kind: "run" as const, run })), { kind: "fold", runs: group.slice(1) }]
      : group.map((run) => ({ kind: "run", run })),
  );
}

function isQuiet(run: Run): boolean {
  return run.status === "succeeded" && run.trigger === "schedule";
}
