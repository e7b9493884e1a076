import { expect, test } from "vitest";
import { parseEnv } from "#lib/env.ts";
import { required } from "./required-variables.ts";

test.each([
  ["none", undefined, "WEBHOOK_SECRET is not set"],
  ["one without its prefix", Buffer.alloc(32).toString("base64"), "WEBHOOK_SECRET: use"],
  ["a short one", `whsec_${Buffer.alloc(23).toString("base64")}`, "WEBHOOK_SECRET: use"],
  ["a long one", `whsec_${Buffer.alloc(65).toString("base64")}`, "WEBHOOK_SECRET: use"],
  ["one that is no base64", `whsec_${"ä".repeat(40)}`, "WEBHOOK_SECRET: use"],
])("refuses a webhook with this secret: %s", (_, secret, problem) => {
  const webhook = { ...required, WEBHOOK_URL: "https://hooks.example.com", WEBHOOK_SECRET: secret };
  expect(() => parseEnv(webhook)).toThrow(new RegExp(`- ${problem}.*openssl rand -base64 32`));
});

test("refuses a webhook's address that fetch refuses", () => {
  const secret = { WEBHOOK_SECRET: `whsec_${Buffer.alloc(24).toString("base64")}` };
  const withUser = { ...required, ...secret, WEBHOOK_URL: "https://a:b@hooks.example.com" };
  expect(() => parseEnv(withUser)).toThrow("WEBHOOK_URL: leave user and password out of it");
  const plain = { ...required, ...secret, WEBHOOK_URL: "http://10.0.0.1/hook" };
  expect(parseEnv(plain).WEBHOOK_URL).toBe("http://10.0.0.1/hook");
});
