/** Which names this desk answers to: any other one is a page elsewhere that made its own name point here. */
import { isIP } from "node:net";
import { env } from "../env";

/**
 * What tells our own names from others: true for loopback names, the configured address, the names in `VIGIL_HOSTS`,
 * and, where the desk listens to more than this machine, a plain address: nobody can make one of those point elsewhere.
 */
export function ownHosts(): (host: string | undefined | null) => boolean {
  const { HOST, VIGIL_URL, VIGIL_HOSTS } = env();
  const names = new Set([...VIGIL_HOSTS, ...(VIGIL_URL ? [nameOf(new URL(VIGIL_URL).host)] : [])]);
  const isOpen = !isLoopbackName(nameOf(HOST) ?? "");
  return (host) => {
    const name = nameOf(host ?? "");
    return name !== null && (isLoopbackName(name) || names.has(name) || (isOpen && isIP(name) !== 0));
  };
}

/** True for a host that can only be this machine. */
export function isLoopbackHost(host: string | undefined | null): boolean {
  return isLoopbackName(nameOf(host ?? "") ?? "");
}

function isLoopbackName(name: string): boolean {
  return (
    name === "localhost" || name.endsWith(".localhost") || name === "::1" || /^127(\.\d{1,3}){3}$/.test(name)
  );
}

/** The name in a host header, without port and brackets; null when it is none. */
function nameOf(host: string): string | null {
  const [, inBrackets, plain] = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9_.-]+))(?::\d{1,5})?$/i.exec(host) ?? [];
  const name = (inBrackets ?? plain ?? (isIP(host) ? host : "")).toLowerCase().replace(/\.$/, "");
  return name || null;
}
