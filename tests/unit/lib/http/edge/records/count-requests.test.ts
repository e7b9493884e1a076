import { once } from "node:events";
import { createServer, request, type Server } from "node:http";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { countRequests } from "#lib/http/edge/records/count-requests.ts";
import type { CountedRequest } from "#lib/metrics/metrics.ts";

const counted: CountedRequest[] = [];
const server: Server = createServer((incoming, response) => {
  if (incoming.url === "/trash") return;
  response.statusCode = incoming.url?.startsWith("/?") ? 200 : 404;
  response.end("ok");
});

beforeAll(async () => {
  countRequests({ countRequest: (each) => void counted.push(each) });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => server.close());

function send(path: string) {
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return request({ host: "127.0.0.1", port, path, agent: false }).end();
}

test("counts each request by its route and status, and those whose client has left", async () => {
  for (const path of ["/?q=private", "/made/up"]) {
    const [response] = await once(send(path), "response");
    response.resume();
    await once(response, "end");
  }
  const left = send("/trash");
  left.on("error", () => {});
  await once(server, "request");
  left.destroy();
  await vi.waitFor(() => expect(counted).toHaveLength(3));
  // The end of an answer may be noticed after the next one.
  const inOrder = counted.toSorted((a, b) => a.status - b.status);
  expect(inOrder.map(({ method, route, status }) => ({ method, route, status }))).toEqual([
    { method: "GET", route: "/", status: 200 },
    { method: "GET", route: "other", status: 404 },
    { method: "GET", route: "/trash", status: 499 },
  ]);
  for (const { seconds } of counted) expect(seconds).toBeGreaterThanOrEqual(0);
});
