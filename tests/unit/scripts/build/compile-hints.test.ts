import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { measure } from "#scripts/budget/page-scripts.ts";
import { hintCompilation } from "#scripts/build/compile-hints.ts";

test("each script of a build is hinted once, however often it is built", async () => {
  const build = await mkdtemp(join(tmpdir(), "tidy-build-"));
  onTestFinished(() => rm(build, { recursive: true }));
  const chunks = join(build, "static", "chunks");
  await mkdir(join(chunks, "pages"), { recursive: true });
  const code = "(() => 1)();\n";
  for (const name of ["a.js", "pages/b.js", "c.css"]) await writeFile(join(chunks, name), code);

  await hintCompilation(build);
  const hinted = await readFile(join(chunks, "a.js"), "utf8");
  expect(hinted.endsWith(`\n${code}`)).toBe(true);
  expect(measure("/a.js", hinted).isHinted).toBe(true);

  await hintCompilation(build);
  expect(await readFile(join(chunks, "a.js"), "utf8")).toBe(hinted);
  expect(await readFile(join(chunks, "pages/b.js"), "utf8")).toBe(hinted);
  expect(await readFile(join(chunks, "c.css"), "utf8")).toBe(code);
});
