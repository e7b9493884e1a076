import { expect, test } from "vitest";
import { hostCookie } from "#lib/settings/host-cookie.ts";

test("by https a cookie is bound to its host by its name, which browsers refuse by http", () => {
  expect(hostCookie("theme", "https://tidy.example.com")).toBe("__Host-theme");
  expect(hostCookie("theme", "http://localhost:3000")).toBe("theme");
});
