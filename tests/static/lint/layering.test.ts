import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Arrow, flowchartsIn } from "../docs/diagrams.ts";
import { readProject } from "../project-files.ts";
import { allowed, forbidden } from "./imports.ts";
import { type Linter, startLinter } from "./linter.ts";

let linter: Linter;
beforeAll(async () => {
  linter = await startLinter();
});
afterAll(() => linter.stop());

const importing = (specifier: string) => `import { x } from "${specifier}";`;

/** Every node from which arrows lead to this one, one after the other. */
function above(node: string, arrows: readonly Arrow[], found = new Set<string>()): Set<string> {
  for (const [source, target] of arrows.map((arrow) => arrow.split(" → "))) {
    if (source === undefined || target !== node || found.has(source)) continue;
    above(source, arrows, found.add(source));
  }
  return found;
}

/** Imports from below to what stands above. */
function against(arrows: readonly Arrow[], fileOf: (node: string) => string) {
  const nodes = [...new Set(arrows.flatMap((arrow) => arrow.split(" → ")))];
  return nodes.flatMap((node) =>
    [...above(node, arrows)].map((other) => ({ file: fileOf(node), line: importing(`#${fileOf(other)}`) })),
  );
}

const libFile = (node: string) => ({ root: "lib/app.ts", app: "app/page.tsx" })[node] ?? `lib/${node}/a.ts`;
const appFile = (node: string) => (node === "layout" ? "app/layout.tsx" : `app/${node}/a.tsx`);

describe("the linter", () => {
  test("refuses each import against the arrows of docs/architecture.md", async () => {
    const page = (await readProject()).find(({ path }) => path === "docs/architecture.md");
    const [lib = [], app = []] = flowchartsIn(page?.text ?? "");
    const isShared = (arrow: Arrow) => arrow.split(" → ").every((node) => /^_(?!shell)/.test(node));
    const upwards = [
      ...against(lib, libFile),
      ...against(
        app.filter((arrow) => !isShared(arrow)),
        appFile,
      ),
    ];
    expect(upwards.length).toBeGreaterThan(75);
    expect(await linter.refusals("style/noRestrictedImports", upwards)).toEqual(upwards);
  });

  test("refuses each other import that is forbidden, and none that is allowed", async () => {
    const refused = await linter.refusals(
      "style/noRestrictedImports",
      [...forbidden, ...allowed].map(([file, specifier]) => ({ file, line: importing(specifier) })),
    );
    const expected = forbidden.map(([file, specifier]) => ({ file, line: importing(specifier) }));
    expect(refused).toEqual(expected);
  });

  test.each([
    ["of a type", 'import type { x } from "#lib/db/client.ts";'],
    ["of everything", 'import * as x from "#lib/db/client.ts";'],
    ["for its effect", 'import "#lib/db/client.ts";'],
    ["at run time", 'const x = () => import("#lib/db/client.ts");'],
    ["passed on", 'export { x } from "#lib/db/client.ts";'],
    ["all passed on", 'export * from "#lib/db/client.ts";'],
  ])("refuses an import %s", async (_, line) => {
    const place = { file: "lib/tasks/a.ts", line };
    expect(await linter.refusals("style/noRestrictedImports", [place])).toEqual([place]);
  });

  test.each([
    ["of two files", ["./b.ts", "./a.ts"]],
    ["through three files", ["./b.ts", "./c.ts", "#lib/tracing/a.ts"]],
  ])("refuses a circle %s, of types alone too", async (_, specifiers) => {
    const around = (importing: (specifier: string) => string) =>
      specifiers.map((specifier, index) => ({
        file: `lib/tracing/${"abc"[index]}.ts`,
        line: importing(specifier),
      }));
    for (const circle of [
      around((specifier) => `import { x } from "${specifier}"; export { x as y };`),
      around((specifier) => `import type { X } from "${specifier}"; export type Y = X;`),
      around((specifier) => `export const x = () => import("${specifier}");`),
    ]) {
      expect(await linter.refusals("suspicious/noImportCycles", circle)).toEqual(circle);
      expect(await linter.refusals("suspicious/noImportCycles", circle.slice(1))).toEqual([]);
    }
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
