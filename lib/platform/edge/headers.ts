/** What every answer tells a browser not to do, whatever a page may have been made to hold. */

export type Answered = {
  path: string;
  /** Fresh for each answer; the page's own scripts carry it. */
  nonce: string;
  /** The browser speaks TLS with us or with the proxy before us. */
  isSecure: boolean;
  /** The browser reached us by a name of its own machine, which it trusts like TLS. */
  isLoopback: boolean;
  isDevelopment: boolean;
};

const yearSeconds = 365 * 24 * 3600;
const powers = [
  "camera",
  "display-capture",
  "geolocation",
  "microphone",
  "payment",
  "serial",
  "usb",
  "browsing-topics",
];

/** The headers of an answer, by name. */
export function securityHeaders(answered: Answered): Record<string, string> {
  const { isSecure, isLoopback } = answered;
  return {
    "content-security-policy": contentPolicy(answered),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": powers.map((power) => `${power}=()`).join(", "),
    "cross-origin-resource-policy": "same-origin",
    // Browsers heed it on what they trust only, and complain elsewhere.
    ...((isSecure || isLoopback) && { "cross-origin-opener-policy": "same-origin" }),
    ...(isSecure && { "strict-transport-security": `max-age=${yearSeconds}; includeSubDomains` }),
  };
}

/** Answers to programs are never pages; pages run their own scripts alone, and stand in no frame. */
function contentPolicy({ path, nonce, isDevelopment }: Answered): string {
  if (path.startsWith("/api/")) return "default-src 'none'; frame-ancestors 'none'";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    // The one that shows messages while no page of the desk is open.
    "worker-src 'self'",
    // Libraries set styles from scripts as they draw; a style runs nothing, and pictures come from here alone.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
