import { afterAll, beforeAll, expect, test } from "vitest";
import { setUpApp } from "#tests/support/app.ts";
import { appUrl } from "#tests/support/app-env.ts";
import { callEndpoint, methods, serveApp } from "./endpoint.ts";

const context = setUpApp();

beforeAll(() => serveApp(context.app));
afterAll(() => serveApp(null));

test.each(methods)("where another engine executes, %s finds nothing", async (method) => {
  const answer = await callEndpoint(method);
  expect(answer).toMatchObject({ status: 404, body: { type: `${appUrl}/docs#not-found`, status: 404 } });
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.headers.get("x-inngest-sdk")).toBeNull();
});
