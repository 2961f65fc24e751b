/** What Next must know: packages that stay outside the bundle, and headers that tell nothing. */
import type { NextConfig } from "next";

const config: NextConfig = {
  serverExternalPackages: ["postgres", "pino", "@dbos-inc/dbos-sdk"],
  poweredByHeader: false,
};

export default config;
