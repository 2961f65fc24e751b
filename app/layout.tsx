/** The html shell: language, the chosen theme, providers. The theme comes from a cookie, so nothing flashes and no inline script is needed. */
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import "./globals.css";
import { readPreferences } from "#components/ui/preference-cookies";
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
  return (
    <html lang="en" data-theme={preferences.theme ?? "system"}>
      <body>
        <Providers preferences={preferences} renderedAt={Date.now()}>
          {children}
        </Providers>
      </body>
    </html>
  );
}
