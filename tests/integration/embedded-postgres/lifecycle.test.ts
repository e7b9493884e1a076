import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isAlive } from "#scripts/runtime/processes.ts";
import { ask, dataOf, postmasterOf, setUpServers } from "./servers.ts";

const servers = setUpServers();

test("the first start makes a server, the second finds its data again", async () => {
  const directory = await servers.newDirectory();
  const first = await servers.start(directory);
  expect(first.adopted).toBe(false);
  await ask(first.url, "CREATE TABLE kept AS SELECT 42 AS answer");
  await expectItsPromises(directory, first.url);
  await first.stop();
  expect(await postmasterOf(directory)).toBeNull();
  const second = await servers.start(directory);
  expect(second.adopted).toBe(false);
  expect(await ask(second.url, "SELECT answer FROM kept")).toBe(42);
});

/** PostgreSQL 18 in UTF-8, UTC and byte order, reachable from this machine only, with a password, never as root. */
async function expectItsPromises(directory: string, url: string): Promise<void> {
  expect(await ask(url, "SHOW server_version")).toMatch(/^18\./);
  expect(await ask(url, "SHOW server_encoding")).toBe("UTF8");
  expect(await ask(url, "SHOW timezone")).toBe("UTC");
  expect(await ask(url, "SHOW listen_addresses")).toBe("127.0.0.1");
  expect(await ask(url, "SHOW unix_socket_directories")).toBe("");
  expect(await ask(url, "SELECT 'É' ILIKE 'é' AND 'a' > 'B'")).toBe(true);
  const withoutPassword = new URL(url);
  withoutPassword.password = "";
  await expect(ask(withoutPassword.href, "SELECT 1")).rejects.toThrow("Cannot connect");

  const data = await stat(dataOf(directory));
  const password = await stat(join(directory, "cluster", "password"));
  expect(data.uid).not.toBe(0);
  expect([data.mode & 0o777, password.mode & 0o777]).toEqual([0o700, 0o600]);
}

test("two directories at once don't disturb each other", async () => {
  const directories = [await servers.usedDirectory(), await servers.usedDirectory()];
  const [one, two] = await Promise.all(directories.map((directory) => servers.start(directory)));
  expect(one?.port).not.toBe(two?.port);
  await ask(one?.url ?? "", "CREATE TABLE mine ()");
  expect(await ask(two?.url ?? "", "SELECT to_regclass('mine')")).toBeNull();
  await one?.stop();
  expect(await ask(two?.url ?? "", "SELECT 1")).toBe(1);
});

test("several starts at once share one server, which runs until the last has left", async () => {
  const directory = await servers.newDirectory();
  const said: string[] = [];
  const all = await Promise.all([1, 2, 3].map(() => servers.start(directory, (line) => void said.push(line))));
  expect(new Set(all.map((server) => server.url)).size).toBe(1);
  expect(all.filter((server) => !server.adopted)).toHaveLength(1);
  const joined = `using the PostgreSQL that runs already, on port ${all[0]?.port}`;
  expect(said.filter((line) => line !== "creating the database files")).toEqual([
    "starting PostgreSQL",
    joined,
    joined,
  ]);
  const pid = (await postmasterOf(directory))?.pid ?? 0;
  await all[0]?.stop();
  await all[1]?.stop();
  expect(isAlive(pid)).toBe(true);
  await all[2]?.stop();
  expect(await postmasterOf(directory)).toBeNull();
});

test("a start that was killed while it made the files doesn't stand in the way", async () => {
  const directory = await servers.newDirectory();
  await mkdir(join(directory, "cluster.unfinished", "data"), { recursive: true });
  const server = await servers.start(directory);
  expect(await ask(server.url, "SELECT 1")).toBe(1);
});
