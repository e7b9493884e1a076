import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

const readSource = (path: string) => readFile(new URL(`../../../${path}`, import.meta.url), "utf8");
const read = (name: string) => readSource(`public/${name}`);

test("a changed offline page has a cache of its own, so that browsers fetch it", async () => {
  const digest = createHash("sha256")
    .update(await read("offline.html"))
    .digest("hex");
  expect(await read("service-worker.js")).toContain(`const cacheName = "offline-${digest.slice(0, 8)}";`);
});

test("the offline page needs nothing that would have to be loaded", async () => {
  expect(await read("offline.html")).not.toMatch(/<script|(?:src|href)="(?!data:)|url\(|@import/);
});

test("the policy of the pages lets the offline page's own style through", async () => {
  const style = /<style>([\s\S]*?)<\/style>/.exec(await read("offline.html"))?.[1] ?? "";
  const digest = createHash("sha256").update(style).digest("base64");
  expect(await readSource("proxy.ts")).toContain(`"'sha256-${digest}'"`);
});
