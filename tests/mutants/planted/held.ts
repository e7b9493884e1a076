import { mutantsOf } from "../mutant.ts";

const startTests = ["tests/integration/scheduler/paused-start.test.ts"];

export const held = [
  ...mutantsOf("lib/task-runs/attempts.ts", startTests, [["starts a held run", " AND held_at IS NULL\n", "\n"]]),
  ...mutantsOf("lib/task-runs/run-queries.ts", startTests, [["dispatches a held run", "        heldAt: null,\n", ""]]),
  ...mutantsOf("lib/task-runs/held/held-runs.ts", startTests, [
    ["lets the attempt under way write", "attempt = attempt + 1, ", ""],
    ["releases a run as if an engine had it", "dispatchedAt: null, ", ""],
    ["releases what nobody holds", "where: { id, heldAt: { not: null }, finishedAt: null },\n", "where: { id },\n"],
  ]),
  ...mutantsOf(
    "lib/task-runs/request-claims.ts",
    ["tests/integration/task-runs/request-claims.test.ts"],
    [
      [
        "claims a held run",
        "AND run.held_at IS NULL AND run.engine = 'in-request'\n        AND",
        "AND run.engine = 'in-request'\n        AND",
      ],
      [
        "waits for a held run",
        "AND run.held_at IS NULL AND run.engine = 'in-request' AND run.status",
        "AND run.engine = 'in-request' AND run.status",
      ],
    ],
  ),
];
