import { isIPv4 } from "node:net";

/**
 * The network of a client's address, as `createClientAddresses` gives it: enough to recognise a place, too little to
 * identify a person. /24 for IPv4, /48 for IPv6.
 */
export function networkOf(address: string): string {
  if (isIPv4(address)) return `${address.split(".").slice(0, 3).join(".")}.0/24`;
  return `${address.split(":").slice(0, 3).join(":")}::/48`;
}
