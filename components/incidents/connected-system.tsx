/** "Monitoring system", with the way to connect one where the role opens it. */
"use client";
import Link from "next/link";
import { roleMay } from "#lib/platform/rules";
import { useDesk } from "../inbox/desk-context";

export function ConnectedSystem() {
  const { me } = useDesk();
  if (!roleMay(me.role, "connector.manage")) return "monitoring system that an administrator connects";
  return (
    <>
      monitoring system you{" "}
      <Link href="/settings/connectors" className="underline underline-offset-2">
        connect
      </Link>
    </>
  );
}
