/** What Next must know: packages that stay outside the bundle, and headers that tell nothing. */
import type { NextConfig } from "next";

// An open page goes on after an update: what it asks for has the same name in the next build. No secret is made with it, since
// no action is bound to values, and whoever asks is asked who they are.
process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ??= Buffer.alloc(32, "vigil").toString("base64");

const config: NextConfig = {
  // The launcher names the build an installation runs from; a build itself is made in the usual place.
  distDir: process.env.VIGIL_BUILD || ".next",
  // `npm run check` looks at the types; a stranger's first start need not wait for that.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["postgres", "pino", "@dbos-inc/dbos-sdk", "email-reply-parser"],
  poweredByHeader: false,
  // Loading every page before one is asked for took five sixths of a start, and three times the memory: a process that was killed
  // is back sooner, and each page costs its first visitor a moment.
  experimental: { preloadEntriesOnStart: false },
};

export default config;
