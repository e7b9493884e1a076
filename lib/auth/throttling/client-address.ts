import { isIP, isIPv4 } from "node:net";
import { familyOf, networkList } from "#lib/network.ts";

/** The way in which a request came: by itself, through trusted proxies, or with a chain that nobody trusts. */
export type Forwarding = "direct" | "trusted" | "untrusted";

/** Finds where a request comes from. */
export interface ClientAddresses {
  /**
   * The address of the client: the last one of the forwarded chain that is no trusted proxy. Whatever stands before it
   * can be made up. IPv6 counts by its /64, which is one customer. Null where nothing tells.
   */
  of(headers: Headers): string | null;
  /** `untrusted` where something stands before that address: it forwards for others, or made that up. */
  forwardingOf(headers: Headers): Forwarding;
}

const header = "x-forwarded-for";

/**
 * @param trusted addresses and networks of proxies, as TRUSTED_PROXIES has them.
 * @param onUntrusted called with an address that forwards without being trusted.
 */
export function createClientAddresses(
  trusted: readonly string[],
  onUntrusted: (address: string) => void = () => {},
): ClientAddresses {
  const proxies = networkList(trusted);
  const find = (headers: Headers): { address: string | null; forwarding: Forwarding } => {
    const hops = (headers.get(header) ?? "").split(",").map((hop) => unmapped(hop.trim()));
    let nearest: string | null = null;
    for (const [index, hop] of [...hops.entries()].toReversed()) {
      if (isIP(hop) === 0) return { address: nearest, forwarding: nearest === null ? "direct" : "trusted" };
      nearest = countedAs(hop);
      if (proxies.check(hop, familyOf(hop))) continue;
      const forwarding = index > 0 ? "untrusted" : hops.length > 1 ? "trusted" : "direct";
      return { address: nearest, forwarding };
    }
    return { address: nearest, forwarding: hops.length > 1 ? "trusted" : "direct" };
  };
  return {
    of(headers) {
      const { address, forwarding } = find(headers);
      if (forwarding === "untrusted" && address !== null) onUntrusted(address);
      return address;
    },
    forwardingOf: (headers) => find(headers).forwarding,
  };
}

/** The headers of a request whose chain is reduced to the client's address. */
export function withClientAddress(request: Request, addresses: ClientAddresses): Headers {
  const headers = new Headers(request.headers);
  const address = addresses.of(headers);
  if (address === null) headers.delete(header);
  else headers.set(header, address);
  return headers;
}

/** Sockets name IPv4 clients as `::ffff:192.0.2.1`. */
function unmapped(address: string): string {
  const v4 = /^::ffff:(?=[0-9.]+$)/i.test(address) ? address.slice(7) : address;
  return isIPv4(v4) ? v4 : address;
}

function countedAs(address: string): string {
  if (isIPv4(address)) return address;
  const [bare = ""] = address.split("%", 1);
  const [left = "", right] = bare.toLowerCase().split("::", 2);
  const groups = (part: string) => (part === "" ? [] : part.split(":"));
  const missing = right === undefined ? 0 : Math.max(0, 8 - groups(left).length - groups(right).length);
  const all = [...groups(left), ...Array<string>(missing).fill("0"), ...groups(right ?? "")];
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::`;
}
