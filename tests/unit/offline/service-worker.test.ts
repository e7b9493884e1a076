import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

const read = (name: string) => readFile(new URL(`../../../public/${name}`, import.meta.url), "utf8");

test("a changed offline page has a cache of its own, so that browsers fetch it", async () => {
  const digest = createHash("sha256")
    .update(await read("offline.html"))
    .digest("hex");
  expect(await read("service-worker.js")).toContain(`const cacheName = "offline-${digest.slice(0, 8)}";`);
});

test("the offline page needs nothing that would have to be loaded", async () => {
  expect(await read("offline.html")).not.toMatch(/<script|(?:src|href)="(?!data:)|url\(|@import/);
});
