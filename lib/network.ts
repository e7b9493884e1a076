import { BlockList, isIP, isIPv4 } from "node:net";

/**
 * The addresses and networks of a list, to look addresses up in.
 * @throws {TypeError} where an entry is neither.
 */
export function networkList(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) addTo(list, entry);
  return list;
}

/** Whether a text is an address or a network such as `10.0.0.0/8`. */
export function isNetwork(text: string): boolean {
  try {
    networkList([text]);
    return true;
  } catch {
    return false;
  }
}

function addTo(list: BlockList, entry: string): void {
  const [address = "", prefix, ...rest] = entry.split("/");
  if (isIP(address) === 0 || rest.length > 0) throw new TypeError(`${entry} is no address or network.`);
  if (prefix === undefined) list.addAddress(address, familyOf(address));
  else if (/^[0-9]{1,3}$/.test(prefix)) list.addSubnet(address, Number(prefix), familyOf(address));
  else throw new TypeError(`${entry} is no network.`);
}

/** As `BlockList` names it. */
export function familyOf(address: string): "ipv4" | "ipv6" {
  return isIPv4(address) ? "ipv4" : "ipv6";
}
