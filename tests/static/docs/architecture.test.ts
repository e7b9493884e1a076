import { beforeAll, describe, expect, test } from "vitest";
import { importsOf } from "../imports/import-graph.ts";
import { type ProjectFile, readProject } from "../project-files.ts";
import { type Arrow, differences, flowchartsIn } from "./diagrams.ts";

let files: ProjectFile[];
let charts: Arrow[][];
beforeAll(async () => {
  files = await readProject();
  charts = flowchartsIn(files.find(({ path }) => path === "docs/architecture.md")?.text ?? "");
});

/** The imports between what two paths are called, each once. */
function arrowsBetween(nameOf: (path: string) => string | undefined): Arrow[] {
  const arrows = importsOf(files).flatMap(({ from, to }): Arrow[] => {
    const [source, target] = [nameOf(from), nameOf(to)];
    return source === undefined || target === undefined || source === target ? [] : [`${source} → ${target}`];
  });
  return [...new Set(arrows)];
}

/** A folder of `lib`, `app` as a whole, or the composition root. Files that every folder may import aren't drawn. */
function libName(path: string): string | undefined {
  if (path === "lib/app.ts") return "composition";
  return path.startsWith("app/") ? "app" : /^lib\/([^/]+)\//.exec(path)?.[1];
}

/** A folder of `app`, or the files of `app` itself. */
function appName(path: string): string | undefined {
  if (!path.startsWith("app/")) return undefined;
  return /^app\/([^/]+)\//.exec(path)?.[1] ?? "layout";
}

describe("docs/architecture.md shows what imports what", () => {
  test("between the folders of lib", () => expect(differences(charts[0] ?? [], arrowsBetween(libName))).toEqual([]));

  test("between the folders of app", () => expect(differences(charts[1] ?? [], arrowsBetween(appName))).toEqual([]));

  test("or says what is wrong", () => {
    const [chart = []] = flowchartsIn('```mermaid\nflowchart TD\n  a["(a)"] & b --> c & d\n```\n');
    expect(chart).toEqual(["(a) → c", "(a) → d", "b → c", "b → d"]);
    expect(differences(chart, ["(a) → c", "(a) → d", "b → c", "c → d"])).toEqual([
      "b → d: drawn, but nothing imports so",
      "c → d: imported, but not drawn",
    ]);
  });
});
