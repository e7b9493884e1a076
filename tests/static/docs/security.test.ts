import { beforeAll, describe, expect, test } from "vitest";
import { type ProjectFile, readProject } from "../project-files.ts";
import { coveredSections, gapsOf, linkedTests, missingTests, sectionsOfChapters } from "./security-claims.ts";

let project: ProjectFile[];
let page: ProjectFile;
beforeAll(async () => {
  project = await readProject();
  page = { path: "docs/security.md", text: project.find(({ path }) => path === "docs/security.md")?.text ?? "" };
});

describe("what the security page claims is shown by tests that exist", () => {
  test("here", () => {
    expect(linkedTests(page).length).toBeGreaterThan(60);
    expect(missingTests(page, project)).toEqual([]);
  });

  test("or is named", () => {
    const text = "[is there](../tests/%28a%29.test.ts) [is gone](../tests/%28a%29.test.ts) [x](../tests/b.spec.ts)";
    const tests = [{ path: "tests/(a).test.ts", text: 'test("is there", () => {}); test("is gone too", () => {});' }];
    expect(missingTests({ path: "docs/security.md", text }, tests)).toEqual([
      "tests/(a).test.ts: is gone",
      "tests/b.spec.ts: x",
    ]);
  });
});

test("every section of ASVS 5.0 has its row, in its chapter", () => {
  const sections = sectionsOfChapters.flatMap((count, index) =>
    Array.from({ length: count }, (_, section) => `${index + 1}.${section + 1}`),
  );
  expect(coveredSections(page.text)).toEqual(sections);
  for (const chapter of page.text.split(/^## (?=V\d)/m).slice(1)) {
    const number = /^V(\d+) /.exec(chapter)?.[1];
    for (const section of coveredSections(chapter)) expect(section.split(".")[0]).toBe(number);
  }
});

test("the list of gaps names what the rows call not met, and nothing else", () => {
  const { listed, admitted } = gapsOf(page.text);
  expect(listed.length).toBeGreaterThan(0);
  expect(listed).toEqual(admitted);
});
