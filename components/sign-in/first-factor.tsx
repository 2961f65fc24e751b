/** The authenticator app that opens the desk for somebody who has to have one. */
"use client";
import { AppSetup } from "./app-setup";

export function FirstFactor() {
  return <AppSetup onDone={() => window.location.assign("/inbox")} />;
}
