import { createServer } from "node:http";
import { expect, test } from "vitest";
import { cancelFunctionRun, hashSigningKey } from "#lib/engines/inngest/server-api.ts";
import { listenLocally } from "#tests/support/listening.ts";

test("while the signing key is being replaced, the one that the server knows is found", async () => {
  const sent: (string | undefined)[] = [];
  const known = `Bearer ${hashSigningKey("signkey-test-0b")}`;
  const server = createServer(({ headers }, response) => {
    sent.push(headers.authorization);
    response.writeHead(headers.authorization === known ? 200 : 401).end();
  });
  const env = {
    INNGEST_BASE_URL: `http://127.0.0.1:${await listenLocally(server)}`,
    INNGEST_SIGNING_KEY: "signkey-test-0a",
  };
  try {
    await expect(cancelFunctionRun(env, "01RUN")).rejects.toThrow("401");
    await cancelFunctionRun({ ...env, INNGEST_SIGNING_KEY_FALLBACK: "signkey-test-0b" }, "01RUN");
    expect(sent.slice(-1)).toEqual([known]);
  } finally {
    server.close();
  }
});

test("Inngest's server cannot send a call on to another address", async () => {
  const asked: (string | undefined)[] = [];
  const server = createServer(({ url }, response) => {
    asked.push(url);
    response.writeHead(307, { Location: "/elsewhere" }).end();
  });
  const env = { INNGEST_DEV: `http://127.0.0.1:${await listenLocally(server)}` };
  try {
    await expect(cancelFunctionRun(env, "01RUN")).rejects.toThrow();
    expect(asked).toEqual(["/v1/runs/01RUN"]);
  } finally {
    server.close();
  }
});
