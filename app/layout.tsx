/** The html shell: language, the chosen theme, providers. The theme comes from a cookie, so nothing flashes. */
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import "./globals.css";
import { KeepEarlyInput } from "#components/shell/early-input";
import { readPreferences } from "#components/ui/preference-cookies";
import { nonceHeader } from "#lib/platform/edge/guard";
import { Providers } from "./providers";

export const metadata: Metadata = { title: { default: "Vigil", template: "%s · Vigil" } };

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#121316" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const preferences = readPreferences(await cookies());
  const nonce = (await headers()).get(nonceHeader) ?? undefined;
  return (
    <html lang="en" data-theme={preferences.theme ?? "system"}>
      <body>
        <KeepEarlyInput nonce={nonce} />
        <Providers preferences={preferences} renderedAt={Date.now()}>
          {children}
        </Providers>
      </body>
    </html>
  );
}
