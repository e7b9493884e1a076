import { once } from "node:events";
import { createServer } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { examineConnectPorts } from "#scripts/doctor/inngest/connect-ports.ts";
import { findFreePort } from "#scripts/runtime/ports.ts";

const listening = createServer();
let open: number;
let closed: number;

beforeAll(async () => {
  closed = await findFreePort();
  open = await findFreePort();
  listening.listen(open, "127.0.0.1");
  await once(listening, "listening");
});
afterAll(() => listening.close());

const local = "http://127.0.0.1:8288";

test("a port of a local Inngest server that answers from the network is a warning that names it", async () => {
  // Loopback stands for the network here, which a test must not open a port to.
  const found = await examineConnectPorts(local, { ports: [open, closed], addresses: ["127.0.0.1"] });
  expect(found).toMatchObject([
    { level: "warning", message: `The Inngest server opens the ports ${open} to the network.` },
  ]);
});

test("what listens on loopback only, and a server elsewhere, is not warned of", async () => {
  expect(await examineConnectPorts(local, { ports: [open, closed] })).toEqual([]);
  const elsewhere = { ports: [open], addresses: ["127.0.0.1"] };
  expect(await examineConnectPorts("https://api.inngest.com", elsewhere)).toEqual([]);
});
