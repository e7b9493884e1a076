import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { explainUnusable, makeDataDirectory } from "#scripts/data-directory/data-directory.ts";

let directory = "";

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "tidy-data-"));
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

test("a new directory is for this account alone, and one that exists stays as it is", async () => {
  const path = join(directory, "checkout", ".data");
  await makeDataDirectory(path);
  expect((await stat(path)).mode & 0o777).toBe(0o700);
  await writeFile(join(path, "kept"), "");
  await makeDataDirectory(path);
  expect((await stat(join(path, "kept"))).size).toBe(0);
});

test("a file in its place is named", async () => {
  const path = join(directory, ".data");
  await writeFile(path, "");
  await expect(makeDataDirectory(path)).rejects.toThrow(`${path}, but there is a file in its place`);
});

test.each([
  ["EROFS", /read-only file system\. Mount a writable volume there/],
  ["EACCES", /this account may not write\. Run this as the account/],
  ["EPERM", /this account may not write/],
  ["ENOSPC", /no space is left/],
])("%s is explained with what to do", (code, advice) => {
  const error = Object.assign(new Error(code), { code });
  expect(explainUnusable("/srv/tidy/.data", error)?.message).toMatch(
    /its database and its secrets in \/srv\/tidy\/.data/,
  );
  expect(explainUnusable("/srv/tidy/.data", error)?.message).toMatch(advice);
});

test("other errors stay what they are", () => {
  expect(explainUnusable("/srv", new Error("EIO"))).toBeUndefined();
});
