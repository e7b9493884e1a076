import { beforeAll, describe, expect, test } from "vitest";
import { type ProjectFile, readProject } from "../project-files.ts";
import { retriedTests } from "./retries.ts";
import { crowdedFolders, longFiles, wideComments } from "./sizes.ts";
import { strayUnitTests } from "./unit-mirrors.ts";

let files: ProjectFile[];
beforeAll(async () => {
  files = await readProject();
});

const lines = (count: number) => "x\n".repeat(count);
const empty = (...paths: string[]) => paths.map((path): ProjectFile => ({ path, text: "" }));

describe("a file has at most 250 lines", () => {
  test("here", () => expect(longFiles(files)).toEqual([]));

  test("or is named", () => {
    const planted = [
      { path: "lib/a.ts", text: lines(250) },
      { path: "lib/b.ts", text: lines(251) },
      { path: "app/c.css", text: lines(300) },
      { path: "docs/d.md", text: lines(300) },
    ];
    expect(longFiles(planted)).toEqual(["lib/b.ts: 251 lines", "app/c.css: 300 lines"]);
  });
});

describe("a folder has at most 15 files of code", () => {
  test("here", () => expect(crowdedFolders(files)).toEqual([]));

  test("or is named", () => {
    const fill = (folder: string, count: number) =>
      empty(...Array.from({ length: count }, (_, index) => `${folder}/${index}.ts`));
    const planted = [...fill("lib/a", 15), ...fill("lib/b", 16), ...empty("lib/a/notes.md", "lib/a/deeper/x.ts")];
    expect(crowdedFolders(planted)).toEqual(["lib/b: 16 files"]);
  });
});

describe("a unit test stands at the path of what it tests", () => {
  test("here", () => expect(strayUnitTests(files)).toEqual([]));

  test("or is named", () => {
    const sources = empty("lib/a.ts", "app/b.tsx", "public/c.js");
    const mirrored = empty("tests/unit/lib/a.test.ts", "tests/unit/lib/a.leap-days.test.ts");
    const others = empty("tests/unit/app/b.test.tsx", "tests/unit/public/c.test.ts", "tests/unit/lib/fixture.ts");
    const stray = empty("tests/unit/lib/b.test.ts", "tests/unit/a.test.ts");
    expect(strayUnitTests([...sources, ...mirrored, ...others, ...stray])).toEqual(stray.map(({ path }) => path));
  });
});

describe("a comment is at most 120 columns wide", () => {
  test("here", () => expect(wideComments(files)).toEqual([]));

  test("or is named", () => {
    const long = "long ".repeat(24);
    const planted = [
      { path: "lib/a.ts", text: `// ${long}\n/** ${long}*/\n   * ${long}\n` },
      { path: "lib/b.tsx", text: `const a = 1; // ${long}\n// short\nconst b = "${long}";\n` },
      { path: "docs/c.md", text: long },
    ];
    expect(wideComments(planted)).toEqual([
      "lib/a.ts:1: 123 columns",
      "lib/a.ts:2: 126 columns",
      "lib/a.ts:3: 125 columns",
      "lib/b.tsx:1: 136 columns",
    ]);
  });
});

describe("no test is run again after it has failed", () => {
  test("here", () => expect(retriedTests(files)).toEqual([]));

  test("or is named", () => {
    const planted = [
      { path: "tests/unit/lib/a.test.ts", text: 'test("a", { retry: 2 }, () => {});' },
      { path: "vitest.config.ts", text: "export default { test: { retry: { count: 3 } } };" },
      { path: "tests/unit/lib/b.test.ts", text: "const notice = { retry: () => {} };" },
      { path: "lib/tasks/a.ts", text: "retry: 3" },
    ];
    expect(retriedTests(planted)).toEqual(["tests/unit/lib/a.test.ts", "vitest.config.ts"]);
  });
});
