import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { dataDirectory } from "#scripts/runtime/checkout.ts";
import { explain, loadEnvironment } from "#scripts/runtime/command.ts";

const denied = (path: string) =>
  Object.assign(new Error(`EACCES: permission denied, open '${path}'`), { code: "EACCES", syscall: "open", path });

test("a file of another account is explained by what it is, and nothing is ever to be removed", () => {
  const own = explain(denied(join(dataDirectory, "auth-secret")));
  expect(own).toMatch(/auth-secret'\nTidy's data there belongs to another account.*Run this as that account\.$/);
  for (const path of ["/var/backups/x", `${dataDirectory}-copy/x`, "..", "backup.file"]) {
    expect(explain(denied(path))).toMatch(/\nThis account may not do that\..*or name another place\.$/);
  }
  expect(explain(new Error("Port 3000 is taken."))).toBe("Port 3000 is taken.");
});

test("a file's variables are read behind a byte order mark, too, and those of the process win", async () => {
  const directory = await mkdtemp(join(tmpdir(), "tidy-env-"));
  try {
    const path = join(directory, ".env");
    await writeFile(path, '\uFEFFFIRST=1\n# a comment\nSECOND="two words"\nPORT=3000\n');
    const env: NodeJS.ProcessEnv = { NODE_ENV: "test", PORT: "4000" };
    loadEnvironment(path, env);
    expect(env).toEqual({ NODE_ENV: "test", FIRST: "1", SECOND: "two words", PORT: "4000" });
    loadEnvironment(join(directory, "none"), env);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});
