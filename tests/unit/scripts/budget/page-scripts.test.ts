import { expect, test } from "vitest";
import { gzipSum, markupOf, measure, report, scriptPaths } from "#scripts/budget/page-scripts.ts";

test("finds each script that a modern browser loads, once", () => {
  const html = `<link rel="preload" as="script" href="/a.js"/><link rel="stylesheet" href="/a.css"/>
    <script src="/a.js?x=1&amp;y=2" async=""></script><script src="/a.js" nonce="n"></script>
    <script src="/old.js" noModule=""></script><script>inline()</script><link href="/b.js" rel="modulepreload"/>`;
  expect(scriptPaths(html)).toEqual(["/a.js", "/a.js?x=1&y=2", "/b.js"]);
});

test("tells markup from the data for hydration", () => {
  expect(markupOf('<p>Milk</p><script nonce="n">push("Bread")</script><p>Eggs</p>')).toBe("<p>Milk</p><p>Eggs</p>");
});

test("measures as a server compresses, and names what it can tell", () => {
  const code = `${"x".repeat(10_000)} e.querySelector("__reactContainer$")`;
  const script = measure("/a.js", code);
  expect(script).toMatchObject({ path: "/a.js", bytes: code.length, packages: ["react-dom"] });
  expect(script.gzipBytes).toBeLessThan(200);
  expect(script.isHinted).toBe(false);
});

test("reports the sum and each script, the largest first", () => {
  const script = (gzipBytes: number) => ({
    path: `/chunks/${gzipBytes}.js`,
    bytes: gzipBytes * 3,
    gzipBytes,
    isHinted: true,
    packages: [],
  });
  const scripts = [script(1_000), script(2_000)];
  expect(gzipSum(scripts)).toBe(3_000);
  const [sum, largest] = report(scripts).split("\n");
  expect(sum).toContain("3.0 kB");
  expect(largest).toContain("2000.js");
});
