import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allowed, forbidden } from "./imports.ts";
import { type Linter, startLinter } from "./linter.ts";

let linter: Linter;
beforeAll(async () => {
  linter = await startLinter();
});
afterAll(() => linter.stop());

const importing = (specifier: string) => `import { x } from "${specifier}";`;

describe("the linter", () => {
  test("refuses each import against the direction, and no other", async () => {
    const refused = await linter.refusals(
      "style/noRestrictedImports",
      [...forbidden, ...allowed].map(([file, specifier]) => ({ file, line: importing(specifier) })),
    );
    const expected = forbidden.map(([file, specifier]) => ({ file, line: importing(specifier) }));
    expect(refused).toEqual(expected);
  });

  test.each([
    ["of a type", 'import type { x } from "../db/client.ts";'],
    ["of everything", 'import * as x from "../db/client.ts";'],
    ["for its effect", 'import "../db/client.ts";'],
    ["at run time", 'const x = () => import("../db/client.ts");'],
    ["passed on", 'export { x } from "../db/client.ts";'],
    ["all passed on", 'export * from "../db/client.ts";'],
  ])("refuses an import %s", async (_, line) => {
    const place = { file: "lib/tasks/a.ts", line };
    expect(await linter.refusals("style/noRestrictedImports", [place])).toEqual([place]);
  });

  test("refuses to read the environment outside lib/env.ts, scripts and tests", async () => {
    const read = (file: string) => ({ file, line: "const x = process.env.DATABASE_URL;" });
    const refused = [
      "lib/logger.ts",
      "lib/db/client.ts",
      "lib/engines/inngest/client.ts",
      "app/layout.tsx",
      "proxy.ts",
    ].map(read);
    const accepted = ["lib/env.ts", "scripts/dev.ts", "tests/global-setup.ts", "next.config.ts"].map(read);
    expect(await linter.refusals("style/noProcessEnv", [...accepted, ...refused])).toEqual(refused);
  });
});
