import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ask, dataOf, setUpServers } from "./servers.ts";

const servers = setUpServers();

test("the data of another PostgreSQL stays as it is, and the error says how to get it out", async () => {
  const directory = await servers.usedDirectory();
  const first = await servers.start(directory);
  await ask(first.url, "CREATE TABLE kept AS SELECT 42 AS answer");
  await first.stop();
  const path = join(dataOf(directory), "PG_VERSION");
  const current = await readFile(path, "utf8");
  await writeFile(path, "17\n");
  const attempt = servers.start(directory);
  await expect(attempt).rejects.toThrow(/was made by PostgreSQL 17\. Tidy now brings PostgreSQL 18/);
  await expect(attempt).rejects.toThrow(
    /back it up with the version of Tidy that made it; docs\/embedded-postgresql\.md/,
  );
  await writeFile(path, current);
  expect(await ask((await servers.start(directory)).url, "SELECT answer FROM kept")).toBe(42);
});
