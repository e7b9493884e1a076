import { cp, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { findFreePort } from "#scripts/runtime/ports.ts";
import { copyCluster } from "#tests/support/processes/clusters.ts";
import { ask, dataOf, postmasterOf, setUpServers } from "./servers.ts";

const servers = setUpServers();

// That a suspended owner and a suspended server are not taken for dead is shown by the drill embedded-frozen-owner.

test("a claim whose process id went to another program doesn't stand in the way", async () => {
  const directory = await servers.usedDirectory();
  const claim = [process.pid, dataOf(directory), 1, await findFreePort(), "", "127.0.0.1", "1 2", "ready   ", ""];
  await writeFile(join(dataOf(directory), "postmaster.pid"), claim.join("\n"));
  const server = await servers.start(directory);
  expect(server.adopted).toBe(false);
  expect(await ask(server.url, "SELECT 1")).toBe(1);
});

test("a claim whose process id went to the server of another checkout doesn't either", async () => {
  const [one, other] = [await servers.usedDirectory(), await servers.usedDirectory()];
  const url = (await servers.start(other)).url;
  const claim = [
    (await postmasterOf(other))?.pid,
    dataOf(one),
    1,
    new URL(url).port,
    "",
    "127.0.0.1",
    "1 2",
    "ready",
    "",
  ];
  await writeFile(join(dataOf(one), "postmaster.pid"), claim.join("\n"));
  const server = await servers.start(one);
  expect(server.adopted).toBe(false);
  expect(server.url).not.toBe(url);
  expect(await ask(url, "SELECT 1")).toBe(1);
});

test("a copied checkout gets a server of its own, though it names the original's", async () => {
  const [original, copy] = [await servers.usedDirectory(), await servers.newDirectory()];
  await cp(join(original, "cluster"), join(copy, "cluster"), { recursive: true, preserveTimestamps: true });
  const first = await servers.start(original);
  await writeFile(
    join(dataOf(copy), "postmaster.pid"),
    await readFile(join(dataOf(original), "postmaster.pid"), "utf8"),
  );
  const second = await servers.start(copy);
  expect(second.adopted).toBe(false);
  expect(second.port).not.toBe(first.port);
  await second.stop();
  expect(await ask(first.url, "SELECT 1")).toBe(1);
});

test("a checkout that is moved while its server runs keeps it, and gets no second one", async () => {
  const parent = await servers.newDirectory();
  const [before, after] = [join(parent, "before", "postgres"), join(parent, "after", "postgres")];
  await mkdir(before, { recursive: true });
  await copyCluster(before);
  const owner = await servers.startOwner(before);
  await rename(dirname(before), dirname(after));
  const server = await servers.start(after);
  expect(server).toMatchObject({ adopted: true, url: owner.url });
  await owner.kill();
  await server.stop();
  expect(await postmasterOf(after)).toBeNull();
});
