import { isIP, isIPv4 } from "node:net";
import { familyOf, networkList } from "#lib/network.ts";

/** Finds where a request comes from. */
export interface ClientAddresses {
  /**
   * The address of the client: the last one of the forwarded chain that is no trusted proxy. Whatever stands before it
   * can be made up. IPv6 counts by its /64, which is one customer. Null where nothing tells.
   */
  of(headers: Headers): string | null;
}

const header = "x-forwarded-for";

/** @param trusted addresses and networks of proxies, as TRUSTED_PROXIES has them. */
export function createClientAddresses(trusted: readonly string[]): ClientAddresses {
  const proxies = networkList(trusted);
  return {
    of(headers) {
      let nearest: string | null = null;
      for (const hop of (headers.get(header) ?? "").split(",").toReversed()) {
        const address = unmapped(hop.trim());
        if (isIP(address) === 0) return nearest;
        nearest = countedAs(address);
        if (!proxies.check(address, familyOf(address))) return nearest;
      }
      return nearest;
    },
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
