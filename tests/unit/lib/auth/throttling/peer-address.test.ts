import { createServer } from "node:http";
import { expect, test } from "vitest";
import { recordPeerAddresses } from "#lib/auth/throttling/peer-address.ts";
import { listenLocally } from "#tests/support/listening.ts";

test("the connection's address ends the chain, whatever the client sends", async () => {
  recordPeerAddresses();
  const server = createServer((request, response) => response.end(request.headers["x-forwarded-for"]));
  try {
    const url = `http://127.0.0.1:${await listenLocally(server)}`;
    const chain = async (headers: Record<string, string>) => (await fetch(url, { headers })).text();
    expect(await chain({})).toBe("127.0.0.1");
    expect(await chain({ "x-forwarded-for": "192.0.2.1, 10.0.0.1" })).toBe("192.0.2.1, 10.0.0.1, 127.0.0.1");
  } finally {
    server.close();
    server.closeAllConnections();
  }
});
