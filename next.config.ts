/** What Next must know: packages that stay outside the bundle, and headers that tell nothing. */
import type { NextConfig } from "next";

const config: NextConfig = {
  // The launcher names the build an installation runs from; a build itself is made in the usual place.
  distDir: process.env.VIGIL_BUILD || ".next",
  // `npm run check` looks at the types; a stranger's first start need not wait for that.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["postgres", "pino", "@dbos-inc/dbos-sdk", "email-reply-parser"],
  poweredByHeader: false,
};

export default config;
