/** Errors of the database that pass by themselves: whoever waits and tries again succeeds, and nothing was kept meanwhile. */

/** Failures of the connection, as the driver and the operating system name them. */
const lost = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EPIPE",
  "ETIMEDOUT",
]);
/** Classes of SQLSTATE: connections, resources (disk, memory, clients), and the system below the server. */
const passingClasses = ["08", "53", "58"];
/** Conflicts with others' work, locks not to be had, and a server that stops, starts or ends idle sessions. */
const passingStates = new Set([
  "40001",
  "40003",
  "40P01",
  "55P03",
  "57P01",
  "57P02",
  "57P03",
  "57P05",
  "25P03",
]);

/** True when the error, or what caused it, is a broken or refused connection to the database. */
export function isConnectionLoss(error: unknown): boolean {
  return causes(error).some((code) => lost.has(code) || code.startsWith("57P") || /^08...$/.test(code));
}

/** True when the same again may succeed later without anybody changing what was asked for. */
export function isPassing(error: unknown): boolean {
  return isConnectionLoss(error) || causes(error).some(isPassingState);
}

function isPassingState(code: string): boolean {
  return /^[0-9A-Z]{5}$/.test(code) && (passingStates.has(code) || passingClasses.includes(code.slice(0, 2)));
}

/** The codes of an error and of what it was caused by; a driver's own errors lie below those of the query builder. */
function causes(error: unknown): string[] {
  const codes: string[] = [];
  for (let at = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth++)
    if ("code" in at && typeof at.code === "string") codes.push(at.code);
  return codes;
}
