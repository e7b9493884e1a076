import { describe, expect, test } from "vitest";
import { createClientAddresses } from "#lib/auth/throttling/client-address.ts";

const addresses = createClientAddresses(["127.0.0.0/8", "::1", "10.0.0.0/8", "2001:db8:1::/48"]);
const of = (chain?: string) => addresses.of(new Headers(chain === undefined ? {} : { "x-forwarded-for": chain }));

describe("the client's address", () => {
  test.each([
    ["of a direct client", "192.0.2.1", "192.0.2.1"],
    ["behind one proxy", "192.0.2.1, 127.0.0.1", "192.0.2.1"],
    ["behind two proxies", "192.0.2.1, 10.1.2.3, 127.0.0.1", "192.0.2.1"],
    ["is the last that no trusted proxy has, whatever the client made up", "9.9.9.9, 192.0.2.1, 10.1.2.3", "192.0.2.1"],
    ["of a direct client that made up a chain", "10.0.0.7, 127.0.0.1, 192.0.2.1", "192.0.2.1"],
    ["of the proxy itself", "127.0.0.1", "127.0.0.1"],
    ["within the trusted network", "10.0.0.7, 127.0.0.1", "10.0.0.7"],
    ["stops at what is no address", "192.0.2.1, unknown, 10.1.2.3", "10.1.2.3"],
    ["of an IPv4 client of an IPv6 socket", "192.0.2.1, ::ffff:127.0.0.1", "192.0.2.1"],
    ["counts IPv6 by its /64", "2001:db8:2:3:4:5:6:7, ::1", "2001:db8:2:3::"],
    ["counts short IPv6, too", "2001:DB8:2::7", "2001:db8:2:0::"],
  ])("%s", (_, chain, expected) => {
    expect(of(chain)).toBe(expected);
  });

  test.each([undefined, "", "unknown", "192.0.2.1, x"])("is unknown from %j", (chain) => {
    expect(of(chain)).toBeNull();
  });
});

describe("a request comes", () => {
  const forwardingOf = (chain: string) => addresses.forwardingOf(new Headers({ "x-forwarded-for": chain }));
  test.each([
    ["direct", "192.0.2.1"],
    ["direct", "127.0.0.1"],
    ["direct", "unknown"],
    ["trusted", "192.0.2.1, 127.0.0.1"],
    ["trusted", "10.0.0.7, 127.0.0.1"],
    ["untrusted", "9.9.9.9, 192.0.2.1"],
    ["untrusted", "9.9.9.9, 192.0.2.1, 127.0.0.1"],
    ["untrusted", "made up, 192.0.2.1"],
  ])("%s by %s", (expected, chain) => {
    expect(forwardingOf(chain)).toBe(expected);
  });
});
