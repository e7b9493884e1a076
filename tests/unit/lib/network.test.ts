import { expect, test } from "vitest";
import { isNetwork } from "#lib/network.ts";

test.each(["192.0.2.1", "10.0.0.0/8", "::1", "2001:db8::/32", "0.0.0.0/0"])("%j is a network", (text) => {
  expect(isNetwork(text)).toBe(true);
});

test.each(["", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "10.0.0.0/", "2001:db8::/129", "1.2.3"])(
  "%j is none",
  (text) => {
    expect(isNetwork(text)).toBe(false);
  },
);
