import { mutantsOf } from "../mutant.ts";

export const engines = [
  ...mutantsOf(
    "lib/engines/inngest/inngest-engine.ts",
    ["tests/conformance/fake-inngest/server-api.test.ts"],
    [["gives a requeued run an event that Inngest has seen", "run.attempt === 0 ?", "run.attempt >= 0 ?"]],
  ),
];
