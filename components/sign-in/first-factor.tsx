/** The authenticator app that opens the desk for somebody who has to have one. */
"use client";
import { AppSetup } from "./app-setup";
import { wanted } from "./wanted";

export function FirstFactor() {
  return <AppSetup onDone={() => window.location.assign(wanted(window.location.search))} />;
}
