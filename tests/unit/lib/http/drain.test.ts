import { once } from "node:events";
import { Agent, createServer, get, type IncomingMessage, type ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { watchRequests } from "#lib/http/drain.ts";

test("requests in flight are answered, later ones are asked to go elsewhere, then nobody is let in", async () => {
  const drain = watchRequests();
  const held: ServerResponse[] = [];
  const server = createServer((request, response) => {
    if (request.url === "/slow") held.push(response);
    else response.end("ok");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const agent = new Agent({ keepAlive: true });
  const ask = (path: string) => answerTo(get({ host: "127.0.0.1", port, path, agent }));

  expect((await ask("/")).headers.connection).toBe("keep-alive");
  const slow = ask("/slow");
  await once(server, "request");

  let finished = false;
  const finish = drain.finish().then(() => {
    finished = true;
  });
  const late = await ask("/");
  expect(late.statusCode).toBe(200);
  expect(late.headers.connection).toBe("close");

  await expect.poll(() => server.listening, { timeout: 5_000 }).toBe(false);
  await expect(ask("/")).rejects.toThrow("ECONNREFUSED");
  expect(finished).toBe(false);
  held[0]?.end("done");
  expect((await slow).statusCode).toBe(200);
  await finish;
  agent.destroy();
});

function answerTo(request: ReturnType<typeof get>): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once("error", reject).once("response", (response) => {
      response.resume();
      response.once("end", () => resolve(response));
    });
  });
}
