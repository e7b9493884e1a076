import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { webhookSecret } from "#lib/env/values.ts";
import { signedHeaders } from "#lib/notices/signature.ts";
import { checkoutDirectory } from "#scripts/runtime/checkout.ts";

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const bytes = webhookSecret.parse(secret);

test("a message is signed as the specification's example is", () => {
  const signed = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330, body: '{"test": 2432232314}' };
  expect(signedHeaders(signed, bytes)).toEqual({
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  });
});

test("the receiver in the documentation takes what is signed, and nothing else", async () => {
  const page = await readFile(join(checkoutDirectory, "docs/operating.md"), "utf8");
  const [, code = ""] = /^```js\n(.*?)^```$/ms.exec(page) ?? [];
  const { isGenuine } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  const now = Date.UTC(2026, 10, 27);
  const body = '{"type":"alert.started"}';
  const headers = signedHeaders({ id: "a", timestamp: now / 1000, body }, bytes);
  expect(isGenuine(headers, body, secret, now)).toBe(true);
  expect(isGenuine(headers, `${body} `, secret, now)).toBe(false);
  expect(isGenuine({ ...headers, "webhook-id": "b" }, body, secret, now)).toBe(false);
  expect(isGenuine(headers, body, `whsec_${Buffer.alloc(24).toString("base64")}`, now)).toBe(false);
  expect(isGenuine(headers, body, secret, now + 301_000)).toBe(false);
  expect(isGenuine({}, body, secret, now)).toBe(false);
});
