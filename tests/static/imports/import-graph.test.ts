import { expect, test } from "vitest";
import { readProject } from "../project-files.ts";
import { importsOf, loadedBy } from "./import-graph.ts";

const text = `
import "server-only";
import { a } from "./a.ts";
import type { b } from "../b.ts";
import {
  c,
  type d,
} from "#lib/c.ts";
import * as e from "zod";
export { f } from "./f.ts";
export * from "./g.ts";
export type { h } from "./h.ts";
const i = () => import("./i.ts");
type J = import("./j.ts").J;
const no = 'from "./k.ts"';
export const text = <p>Moved from "./l.ts"</p>;
`;

test("every kind of import is found, and nothing that only looks like one", () => {
  const found = importsOf([{ path: "lib/x/y.tsx", text }]).map(({ to }) => to);
  const files = ["lib/x/a.ts", "lib/b.ts", "lib/c.ts"];
  expect(found).toEqual(["server-only", ...files, "zod", ..."fghij".split("").map((name) => `lib/x/${name}.ts`)]);
});

test("types alone are told from what is loaded, and followed no further", () => {
  const imports = importsOf([
    { path: "a.ts", text: 'import type { x } from "./b.ts";\nimport { type x, y } from "./c.ts";\n' },
    { path: "c.ts", text: 'export { type x, type y } from "./d.ts";\nconst e = () => import("./e.ts");\n' },
    { path: "e.ts", text: 'import "./a.ts";\nimport pg from "pg";\n' },
  ]);
  expect([...loadedBy(["a.ts"], imports).values()]).toEqual([
    "a.ts",
    "c.ts < a.ts",
    "e.ts < c.ts < a.ts",
    "pg < e.ts < c.ts < a.ts",
  ]);
});

test("every import of a file leads to a file", async () => {
  const files = await readProject();
  const paths = new Set(files.map(({ path }) => path));
  const shipped = files.filter(({ path }) => /^(?:app|lib|scripts)\//.test(path));
  const inside = importsOf(shipped).filter(({ specifier }) => /^(?:#|\.)/.test(specifier));
  expect(inside.length).toBeGreaterThan(1_000);
  const dangling = inside.filter(({ to }) => !paths.has(to) && !to.startsWith("lib/db/generated/"));
  expect(dangling).toEqual([]);
});
