import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { importMaxMegabytes } from "#lib/todo-service/limits.ts";
import { type ProjectFile, readProject } from "../project-files.ts";
import { commentedValues, deadReferences, titleOf, wideProse } from "./markdown.ts";

let project: ProjectFile[];
let pages: ProjectFile[];
beforeAll(async () => {
  project = await readProject();
  pages = project.filter(({ path }) => path.endsWith(".md"));
});

const exists = (path: string) => existsSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)));
const textOf = (path: string) => project.find((file) => file.path === path)?.text ?? "";

describe("a page refers only to what exists", () => {
  test("here", () => {
    expect(pages.length).toBeGreaterThan(20);
    expect(deadReferences(pages, exists)).toEqual([]);
  });

  test("or is named", () => {
    const planted = [
      { path: "README.md", text: "[a](docs/a.md#one) [b](docs/a.md#two) [c](docs/c.md) [d](https://example.com/d.md)" },
      {
        path: "docs/a.md",
        text: "# One\n`lib/here.ts` `lib/gone.ts` `lib/…/x.ts`\n```\n`lib/code.ts`\n```\n[up](../README.md)",
      },
    ];
    const there = ["README.md", "docs/a.md", "lib/here.ts"];
    expect(deadReferences(planted, (path) => there.includes(path))).toEqual([
      "README.md: docs/a.md#two",
      "README.md: docs/c.md",
      "docs/a.md: lib/gone.ts",
    ]);
  });
});

describe("prose is wrapped at 120 columns", () => {
  test("here", () => expect(wideProse(pages)).toEqual([]));

  test("or is named", () => {
    const wide = "x".repeat(121);
    const text = ["x".repeat(120), `| ${wide} |`, "```", wide, "```", wide].join("\n");
    expect(wideProse([{ path: "docs/a.md", text }])).toEqual(["docs/a.md:6: 121 columns"]);
  });
});

describe("a comment stands in front of a variable's line", () => {
  test("here", () => expect(commentedValues(pages)).toEqual([]));

  test("or is named", () => {
    const text = "```sh\n# openssl rand -hex 32\nKEY=\nURL=http://localhost#x\nA_SECRET=   # openssl\nB=1 # two\n```";
    expect(commentedValues([{ path: "docs/a.md", text }])).toEqual([
      "docs/a.md: A_SECRET=   # openssl",
      "docs/a.md: B=1 # two",
    ]);
  });
});

test("the index of decisions lists every decision with its title", () => {
  const decisions = pages.filter(({ path }) => /^docs\/decisions\/\d{4}-/.test(path));
  const rows = decisions.map(({ path, text }) => {
    const number = Number(path.slice("docs/decisions/".length, "docs/decisions/".length + 4));
    expect(titleOf(text)).toMatch(new RegExp(`^${number}\\. `));
    return `| [${number}](${path.slice("docs/decisions/".length)}) | ${titleOf(text).replace(/^\d+\. /, "")} |`;
  });
  const index = textOf("docs/decisions/README.md").split("\n");
  expect(index.filter((line) => line.startsWith("| ["))).toEqual(rows);
});

test("continuous integration installs the Inngest server of npm run dev:inngest", () => {
  const inngestOf = (text: string) => text.match(/inngest-cli@[\d.]+/g);
  expect(inngestOf(textOf(".github/workflows/ci.yml"))).toHaveLength(1);
  expect(inngestOf(textOf(".github/workflows/ci.yml"))).toEqual(inngestOf(textOf("scripts/runtime/inngest-server.ts")));
});

test("the sample of nginx lets the largest file for import through", () => {
  const [, megabytes] = /client_max_body_size (\d+)m;/.exec(textOf("docs/self-host.md")) ?? [];
  expect(Number(megabytes)).toBeGreaterThan(importMaxMegabytes);
});
