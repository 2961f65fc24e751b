/** Which addresses a request of ours may reach: the internet; the inside of a network only where its operator says so. */
import { type LookupAddress, lookup } from "node:dns";
import { BlockList, connect, isIP, type LookupFunction, type Socket } from "node:net";

import type { Network } from "../edge/client";

/** Whether addresses inside private networks are reached: all, none, or those of a list. */
export type Inside = boolean | BlockList;

/** Networks with a use for a company that runs its ticket desk inside: loopback, private and shared address space. */
const inside = networks(
  ["127.0.0.0", 8],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["100.64.0.0", 10],
  ["::1", 128],
  ["fc00::", 7],
);

/**
 * Never a ticket desk: link-local (where clouds keep the credentials of a machine), multicast, reserved, and IPv6
 * prefixes that carry an IPv4 address past these rules. After the IANA special-purpose registries (RFC 6890).
 */
const nowhere = networks(
  ["0.0.0.0", 8],
  ["169.254.0.0", 16],
  ["192.0.0.0", 24],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
  ["::", 128],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["2001::", 23],
  ["2002::", 16],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
);

/** Why an address is not asked: a sentence for whoever set it. Null when it may be. */
export function refusedAddress(address: string, mayReachInside: Inside): string | null {
  const family = isIP(address) === 6 ? "ipv6" : "ipv4";
  if (nowhere.check(address, family)) return `${address} is an address nothing is ever sent to.`;
  if (!inside.check(address, family)) return null;
  const isAllowed =
    typeof mayReachInside === "boolean" ? mayReachInside : mayReachInside.check(address, family);
  if (isAllowed) return null;
  return `${address} is inside a private network. Whoever runs Vigil can allow it with VIGIL_OUTGOING_PRIVATE=1.`;
}

/** Everything inside where `isAllowed`, else the networks named. */
export function insideOf(isAllowed: boolean, named: readonly Network[]): Inside {
  if (isAllowed) return true;
  const allowed = new BlockList();
  for (const [address, prefix] of named) allowed.addSubnet(address.toString(), prefix, address.kind());
  return allowed;
}

/** Thrown into a request before it connects. */
export class AddressRefused extends Error {}

/**
 * Resolves a name for a request and refuses it when any of its addresses is refused. The very addresses checked are
 * those connected to, so that a name cannot point elsewhere a moment later.
 */
export function guardedLookup(mayReachInside: Inside): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      const [first] = found ?? [];
      if (error || !first) return done(error ?? new Error(`${hostname} has no address.`), [], 0);
      const reason = found.map(({ address }) => refusedAddress(address, mayReachInside)).find(Boolean);
      if (reason) return done(new AddressRefused(reason), [], 0);
      if (options.all) return done(null, found);
      done(null, first.address, first.family);
    });
  };
}

/** A connection for what is no web request, to no address that may not be reached; rejects with `AddressRefused` for one. */
export async function guardedConnection(
  { host, port }: { host: string; port: number },
  { mayReachInside, timeout }: { mayReachInside: Inside; timeout: number },
): Promise<Socket> {
  const reason = isIP(host) ? refusedAddress(host, mayReachInside) : null;
  if (reason) throw new AddressRefused(reason);
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, lookup: guardedLookup(mayReachInside) });
    const giveUp = (error: Error) => {
      socket.destroy();
      reject(error);
    };
    socket.setTimeout(timeout, () => giveUp(new Error(`${host} did not answer within ${timeout / 1000} s.`)));
    socket.once("error", giveUp);
    socket.once("connect", () => {
      socket.setTimeout(0);
      socket.off("error", giveUp);
      resolve(socket);
    });
  });
}

function networks(...list: [string, number][]): BlockList {
  const block = new BlockList();
  for (const [network, prefix] of list)
    block.addSubnet(network, prefix, network.includes(":") ? "ipv6" : "ipv4");
  return block;
}
