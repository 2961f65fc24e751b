/** Where a request comes from: the socket's address, or what proxies say that the settings name. */
import ipaddr from "ipaddr.js";

/** The header in which the edge hands the client's address on; whatever a sender writes there is overwritten. */
export const clientHeader = "x-vigil-client";

type Address = ipaddr.IPv4 | ipaddr.IPv6;
/** A network of proxies: an address and how many of its bits count. */
export type Network = [Address, number];

/** The networks named in a setting. Throws a sentence for what is neither an address nor a network. */
export function networksOf(names: readonly string[]): Network[] {
  return names.map((name) => {
    if (ipaddr.isValidCIDR(name)) return ipaddr.parseCIDR(name);
    if (!ipaddr.isValid(name))
      throw new Error(`${name} is neither an address nor a network such as 10.0.0.0/8`);
    const address = ipaddr.process(name);
    return [address, address.kind() === "ipv4" ? 32 : 128];
  });
}

/**
 * The address of whoever sent the request. Only a proxy in `proxies` is believed: of the addresses it forwards, the
 * last one that is no such proxy counts, because whatever stands before that the sender may have made up.
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  proxies: readonly Network[],
): string {
  let client = readAddress(socketAddress);
  if (!client) return "unknown";
  for (const text of (forwardedFor ?? "").split(",").reverse()) {
    if (!isAmong(client, proxies)) break;
    const before = readAddress(text.trim());
    if (!before) break;
    client = before;
  }
  return client.toString();
}

/** True when the address is one of a network's. */
export function isProxy(address: string | undefined, proxies: readonly Network[]): boolean {
  const read = readAddress(address);
  return read !== null && isAmong(read, proxies);
}

/** True for an address of this machine. */
export function isLoopback(address: string | undefined | null): boolean {
  return readAddress(address)?.range() === "loopback";
}

/** The part of an address one household or machine has: all of IPv4's, the first 64 bits of IPv6's. */
export function networkOf(address: string): string {
  const read = readAddress(address);
  if (!read || read.kind() === "ipv4") return address;
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${read.toString()}/64`)}/64`;
}

function isAmong(address: Address, networks: readonly Network[]): boolean {
  return networks.some(
    ([network, bits]) => address.kind() === network.kind() && address.match(network, bits),
  );
}

/** An IPv4 address in IPv6's clothes counts as what it is. Null when it is no address. */
function readAddress(text: string | undefined | null): Address | null {
  return text && ipaddr.isValid(text) && (text.includes(":") || ipaddr.IPv4.isValidFourPartDecimal(text))
    ? ipaddr.process(text)
    : null;
}
