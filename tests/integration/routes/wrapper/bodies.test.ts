import { beforeAll, describe, expect, it } from "vitest";
import * as todos from "#app/api/todos/route.ts";
import { problemOf, setUpApi, withHeaders } from "../api.ts";

const api = setUpApi();
let script: Headers;

beforeAll(async () => {
  script = await api.scriptOf(await api.signUp("ann@example.com"));
});

const create = (body: unknown, headers: Headers | Record<string, string> = script) =>
  api.call(todos.POST, { method: "POST", headers, body });

describe("the body", () => {
  const jsonScript = () => withHeaders(script, { "content-type": "application/json" });

  it.each(["", "{", "{'title': 1}", "undefined", '{"title":"x"}}'])(
    "%j is 400 or says what is missing",
    async (body) => {
      const response = await create(body, jsonScript());
      expect(response.status).toBe(body === "" ? 422 : 400);
      await problemOf(response);
    },
  );

  it("in another encoding than UTF-8 is 400", async () => {
    const latin1 = new ReadableStream({
      start(controller) {
        controller.enqueue(Uint8Array.from([...'{"title":"'].map((c) => c.charCodeAt(0)).concat(0xe4, 0x22, 0x7d)));
        controller.close();
      },
    });
    expect((await create(latin1, jsonScript())).status).toBe(400);
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp", ""])(
    "as %j is 415",
    async (type) => {
      const headers = withHeaders(script, { "content-type": type === "" ? null : type });
      const response = await create(JSON.stringify({ title: "x" }), headers);
      expect(response.status).toBe(415);
      await problemOf(response);
    },
  );

  it.each(["application/json; charset=utf-8", "APPLICATION/JSON", "application/merge-patch+json"])(
    "as %j is read",
    async (type) => {
      const headers = withHeaders(script, { "content-type": type });
      expect((await create(JSON.stringify({ title: "x" }), headers)).status).toBe(201);
    },
  );

  it("is refused with 413 while it is still coming, whatever Content-Length says", async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1024;
        controller.enqueue(new Uint8Array(1024).fill(0x20));
      },
    });
    const headers = withHeaders(script, { "content-type": "application/json", "content-length": "10" });
    const response = await create(endless, headers);
    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(80 * 1024);
    await problemOf(response);
  });

  it("of 64 KiB is read and of one byte more is not", async () => {
    const fill = (bytes: number) => `{"title":"x"${" ".repeat(bytes - 13)}}`;
    expect((await create(fill(65_536), jsonScript())).status).toBe(201);
    expect((await create(fill(65_537), jsonScript())).status).toBe(413);
  });
});
