/** Where the demo's own automation is: one name in the catalogue, whichever port the desk has taken. */
import { env } from "#lib/platform/env";

/** The address the demo's actions are stored with; the name belongs to nobody (RFC 6761). */
export const sampleAutomation = "https://sample-automation.test/";

/** Where the sample automation really listens; null for every other address, and where this is no demo. */
export function sampleAddress(url: string): string | null {
  const { VIGIL_DEMO, HOST, PORT } = env();
  if (!VIGIL_DEMO || url !== sampleAutomation || PORT === undefined) return null;
  const host = HOST === "0.0.0.0" || HOST === "::" ? "127.0.0.1" : HOST;
  return `http://${host.includes(":") ? `[${host}]` : host}:${PORT}/api/demo/automation`;
}
