import { createServer, type Server } from "node:net";
import { networkInterfaces } from "node:os";
import { afterEach, expect, test } from "vitest";
import { findFreePort, isAnswering, isPortFree, type ReservedPort, reservePort } from "#scripts/runtime/ports.ts";

const servers: Server[] = [];
const reserved: ReservedPort[] = [];

afterEach(async () => {
  await Promise.all(reserved.splice(0).map((port) => port.release()));
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

async function listenOn(port: number, host: string): Promise<void> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
}

async function reserve(first: number): Promise<number> {
  const port = await reservePort(first);
  reserved.push(port);
  return port.port;
}

const addresses = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
const hasIPv6 = addresses.some(({ address }) => address === "::1");

test.each(["127.0.0.1", "0.0.0.0", ...(hasIPv6 ? ["::1"] : [])])(
  "a port that is taken on %s is not free",
  async (host) => {
    const port = await findFreePort();
    expect(await isPortFree(port)).toBe(true);
    await listenOn(port, host);
    expect(await isPortFree(port)).toBe(false);
    expect(await reserve(port)).toBeGreaterThan(port);
  },
);

test("two reservations from the same port on differ, and a released one is free again", async () => {
  const first = await reserve(await findFreePort());
  const second = await reserve(first);
  expect(second).toBeGreaterThan(first);
  await reserved[0]?.release();
  expect(await isPortFree(first)).toBe(true);
});

test("what accepts connections answers; asking takes no port", async () => {
  const port = await findFreePort();
  expect(await isAnswering(port)).toBe(false);
  await listenOn(port, "0.0.0.0");
  expect(await isAnswering(port)).toBe(true);
});
