import { createServer } from "node:http";
import { expect, test } from "vitest";
import { cancelFunctionRun } from "#lib/engines/inngest/server-api.ts";
import { listenLocally } from "#tests/support/listening.ts";

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
