/** The frame of the settings: their pages on the left, the open one beside. */
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { SettingsNavigation } from "#components/settings/settings-navigation";
import { PageBody } from "#components/ui/page-header";
import { requireCtx } from "../../session";

export const metadata: Metadata = { title: { default: "Settings", template: "%s · Settings · Vigil" } };

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { actor } = await requireCtx();
  return (
    <PageBody wide>
      <div className="flex gap-10 phone:flex-col phone:gap-4">
        <SettingsNavigation role={actor.role} />
        <div className="min-w-0 max-w-3xl flex-1">{children}</div>
      </div>
    </PageBody>
  );
}
