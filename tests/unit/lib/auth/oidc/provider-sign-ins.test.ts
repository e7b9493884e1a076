import { expect, test } from "vitest";
import { answerCallback } from "#lib/auth/oidc/provider-sign-ins.ts";
import { exampleProvider as provider } from "#tests/support/oidc/example-provider.ts";

test("a callback whose provider says nothing ends at a page, after the deadline", async () => {
  const recorded: unknown[] = [];
  const answer = await answerCallback(new Request("https://tidy.example.com/api/auth/callback/company"), provider, {
    handle: () => new Promise(() => {}),
    security: { record: async (event) => void recorded.push(event) },
    callbackMs: 20,
  });
  expect(answer.status).toBe(302);
  expect(answer.headers.get("location")).toBe("/sign-in/refused?problem=unreachable&provider=company");
  expect(recorded).toEqual([{ kind: "provider-refused", provider: "Company", reason: "unreachable" }]);
});

test("an error of the library ends at the same page", async () => {
  const answer = await answerCallback(new Request("https://tidy.example.com/api/auth/callback/company"), provider, {
    handle: async () => new Response("Something broke", { status: 500 }),
    security: { record: async () => {} },
  });
  expect(answer.headers.get("location")).toBe("/sign-in/refused?problem=failed&provider=company");
});
