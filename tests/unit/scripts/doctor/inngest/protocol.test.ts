import { expect, test } from "vitest";
import { hashSigningKey } from "#lib/engines/inngest/server-api.ts";
import { parseDeclaration, parseListing, sign } from "#scripts/doctor/inngest/protocol.ts";

const key = "5a3b1c0d2e4f60718293a4b5c6d7e8f900112233445566778899aabbccddee11";

test("a signature covers the body and the time; the key's prefix is no part of it", () => {
  const now = new Date("2026-11-24T12:00:00.900Z");
  const signature = sign("{}", `signkey-prod-${key}`, now);
  expect(signature).toBe(sign("{}", key, now));
  expect(signature).toMatch(/^t=1795521600&s=[0-9a-f]{64}$/);
  expect(signature).not.toBe(sign("{ }", key, now));
});

test("the key travels hashed, with its prefix", () => {
  expect(hashSigningKey(`signkey-test-${key}`)).toMatch(/^signkey-test-[0-9a-f]{64}$/);
  expect(hashSigningKey(key)).not.toContain(key);
});

test("what the SDK declares and what a server lists are read into the same form", () => {
  const triggers = [{ event: "todo/cleanup" }, { cron: "TZ=UTC 0 3 * * *" }];
  const steps = { step: { id: "step", runtime: { url: "http://localhost" }, retries: { attempts: 3 } } };
  const declared = parseDeclaration({
    app_id: "tidy",
    url: "http://localhost/api/inngest",
    functions: [{ id: "tidy-todo-cleanup", triggers, steps }],
  });
  const uri = "http://localhost/api/inngest?fnId=tidy-todo-cleanup&stepId=step";
  const config = { slug: "tidy-todo-cleanup", triggers, steps: [{ id: "step", uri, retries: 3 }] };
  expect(parseListing([{ id: "tidy-todo-cleanup", internal_id: "05e8", config }])).toEqual({
    functions: declared?.functions,
    addresses: [declared?.address],
  });
});

test("anything else is not taken for either", () => {
  expect(parseDeclaration({ message: "Unauthorized" })).toBeNull();
  expect(parseListing({ error: "not found" })).toBeNull();
  expect(parseListing(null)).toEqual({ functions: [], addresses: [] });
});
