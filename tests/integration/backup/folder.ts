import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";

/** Gives the tests of a file a folder of their own, which is removed at the end. */
export function setUpFolder(): { readonly path: string; files(): Promise<string[]> } {
  let path = "";
  beforeAll(async () => {
    path = await mkdtemp(join(tmpdir(), "tidy-backups-"));
  });
  afterAll(async () => {
    await rm(path, { recursive: true, force: true });
  });
  return {
    get path() {
      return path;
    },
    files: () => readdir(path),
  };
}
