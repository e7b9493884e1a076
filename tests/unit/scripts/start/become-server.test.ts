import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkoutDirectory } from "#scripts/runtime/checkout.ts";
import { parseConcurrency, serverFlags } from "#scripts/start/become-server.ts";

test.each([
  [undefined, 1],
  ["", 1],
  ["1", 1],
  ["8", 8],
])("WEB_CONCURRENCY=%s means %i", (text, count) => {
  expect(parseConcurrency(text)).toBe(count);
});

test.each(["0", "-1", "1.5", "65", "auto"])("WEB_CONCURRENCY=%s is refused, with what to use", (text) => {
  expect(() => parseConcurrency(text)).toThrow(/from 1 to 64/);
});

test("the standalone server gets the flags of npm start", () => {
  const program = readFileSync(join(checkoutDirectory, "scripts", "standalone", "start.ts"), "utf8");
  for (const flag of serverFlags) expect(program).toContain(`"${flag}"`);
});
