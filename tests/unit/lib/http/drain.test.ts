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

test("under load, each connection that is opened before nobody is let in gets its answer", async () => {
  const drain = watchRequests();
  const server = createServer((_request, response) => void setTimeout(() => response.end("ok"), 5));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const errors: unknown[] = [];
  /** Asks on new connections until there are no more. */
  const client = async () => {
    while (errors.length < 200) {
      const failed = await answerTo(get({ host: "127.0.0.1", port, agent: false })).then(
        () => null,
        (error: unknown) => error,
      );
      if (failed === null) continue;
      errors.push(failed);
      return;
    }
  };
  const clients = Promise.all(Array.from({ length: 60 }, client));
  await drain.finish();
  await clients;
  expect(errors).toHaveLength(60);
  for (const error of errors) expect(error).toMatchObject({ code: "ECONNREFUSED" });
});

test("an answer that began before the stop closes its connection as well", async () => {
  const drain = watchRequests();
  const held: ServerResponse[] = [];
  const server = createServer((_request, response) => void held.push(response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const agent = new Agent({ keepAlive: true });
  const slow = answerTo(get({ host: "127.0.0.1", port, agent }));
  await once(server, "request");
  const finish = drain.finish();
  held[0]?.end("done");
  expect((await slow).headers.connection).toBe("close");
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
