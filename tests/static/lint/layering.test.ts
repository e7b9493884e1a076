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

/** Imports from below to above. */
function against(arrows: readonly Arrow[], fileOf: (node: string) => string) {
  const nodes = [...new Set(arrows.flatMap((arrow) => arrow.split(" → ")))];
  return nodes.flatMap((node) =>
    [...above(node, arrows)].map((other) => ({ file: fileOf(node), line: importing(`#${fileOf(other)}`) })),
  );
}

const libFile = (node: string) => ({ app: "app/page.tsx" })[node] ?? `lib/${node}/a.ts`;
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

  test("refuses an import in each form: of a type, of everything, for its effect, at run time, passed on", async () => {
    const forms = [
      'import type { x } from "#lib/db/client.ts";',
      'import * as x from "#lib/db/client.ts";',
      'import "#lib/db/client.ts";',
      'const x = () => import("#lib/db/client.ts");',
      'export { x } from "#lib/db/client.ts";',
      'export * from "#lib/db/client.ts";',
    ].map((line, form) => ({ file: `lib/tasks/form-${form}.ts`, line }));
    expect(await linter.refusals("style/noRestrictedImports", forms)).toEqual(forms);
  });

  test("refuses circles of two and of three files, of types alone too, and nothing that is no circle", async () => {
    const around = (name: string, size: number, importing: (specifier: string) => string) => {
      const specifiers = [`./${name}-b.ts`, ...(size === 3 ? [`./${name}-c.ts`] : []), `#lib/tracing/${name}-a.ts`];
      return specifiers.map((specifier, index) => ({
        file: `lib/tracing/${name}-${"abc"[index]}.ts`,
        line: importing(specifier),
      }));
    };
    const circles = [2, 3].flatMap((size) => [
      around(`values-${size}`, size, (specifier) => `import { x } from "${specifier}"; export { x as y };`),
      around(`types-${size}`, size, (specifier) => `import type { X } from "${specifier}"; export type Y = X;`),
      around(`lazy-${size}`, size, (specifier) => `export const x = () => import("${specifier}");`),
    ]);
    expect(await linter.refusals("suspicious/noImportCycles", circles.flat())).toEqual(circles.flat());
    const open = circles.flatMap((circle) => circle.slice(1));
    expect(await linter.refusals("suspicious/noImportCycles", open)).toEqual([]);
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
