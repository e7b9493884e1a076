import { expect, test } from "vitest";
import { stopAbandonedPostgres } from "#scripts/embedded-postgres/embedded-postgres.ts";
import { isAlive } from "#scripts/runtime/processes.ts";
import { ask, postmasterOf, setUpServers } from "./servers.ts";

const servers = setUpServers();

async function pidOf(directory: string): Promise<number> {
  return (await postmasterOf(directory))?.pid ?? 0;
}

test("a server whose owner was killed is adopted, and stopped by who adopted it", async () => {
  const directory = await servers.usedDirectory();
  const owner = await servers.startOwner(directory);
  await ask(owner.url, "CREATE TABLE kept ()");
  const pid = await pidOf(directory);
  await owner.kill();
  expect(isAlive(pid)).toBe(true);
  const server = await servers.start(directory);
  expect(server).toMatchObject({ adopted: true, url: owner.url });
  expect(await ask(server.url, "SELECT to_regclass('kept')::text")).toBe("kept");
  await server.stop();
  expect(await postmasterOf(directory)).toBeNull();
});

test("whoever leaves first leaves the server to the others, whether they started it or not", async () => {
  const directory = await servers.usedDirectory();
  const owner = await servers.startOwner(directory);
  const server = await servers.start(directory);
  expect(server.adopted).toBe(true);
  await owner.leave();
  expect(await ask(server.url, "SELECT 1")).toBe(1);
  const another = await servers.startOwner(directory);
  await server.stop();
  expect(await ask(another.url, "SELECT 1")).toBe(1);
  await another.leave();
  expect(await postmasterOf(directory)).toBeNull();
});

test("a server that was killed starts again with what was committed", async () => {
  const directory = await servers.usedDirectory();
  const first = await servers.start(directory);
  await ask(first.url, "CREATE TABLE kept AS SELECT 42 AS answer");
  const pid = await pidOf(directory);
  process.kill(pid, "SIGKILL");
  await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  const second = await servers.start(directory);
  expect(second.adopted).toBe(false);
  expect(await ask(second.url, "SELECT answer FROM kept")).toBe(42);
});

test("an abandoned server can be stopped, one in use can't", async () => {
  const directory = await servers.usedDirectory();
  const owner = await servers.startOwner(directory);
  await expect(stopAbandonedPostgres(directory)).rejects.toThrow(/Process \d+ is using the database/);
  await owner.kill();
  await stopAbandonedPostgres(directory);
  expect(await postmasterOf(directory)).toBeNull();
});
