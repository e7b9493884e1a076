import { expect, test } from "vitest";
import { examineNode } from "#scripts/doctor/node.ts";

test.each([
  ["24.21.0", "ok"],
  ["26.0.0", "ok"],
  ["20.20.2", "error"],
])("Node %s is %s", (version, level) => {
  expect(examineNode(version)).toMatchObject({ subject: "node", level });
});
