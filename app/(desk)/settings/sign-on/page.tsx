/** The identity provider people sign in at, and what to tell it of this desk. */
import type { Metadata } from "next";
import { OwnWaysIn } from "#components/settings/sign-on/own-ways-in";
import { ProviderFacts } from "#components/settings/sign-on/provider-facts";
import { TellProvider } from "#components/settings/sign-on/tell-provider";
import { PageHeader } from "#components/ui/page-header";
import { env } from "#lib/platform/env";
import { independentAdministrators } from "#lib/platform/sign-in/administrators";
import { providerState } from "#lib/platform/sign-in/provider-state";
import { publicOrigin } from "../../../origin";
import { requireCtx } from "../../../session";

export const metadata: Metadata = { title: "Single sign-on" };

export default async function SignOnPage() {
  const ctx = await requireCtx("people.manage");
  const [state, origin, names] = await Promise.all([
    providerState(),
    publicOrigin(),
    independentAdministrators(ctx),
  ]);
  return (
    <>
      <PageHeader
        title="Single sign-on"
        description="People sign in at your identity provider. It is set in Vigil's environment, by whoever runs it, and told of this desk with what stands below."
      />
      <ProviderFacts state={state} />
      <TellProvider
        protocol={state?.protocol ?? null}
        origin={origin}
        hasScim={Boolean(env().VIGIL_SCIM_TOKEN)}
      />
      <OwnWaysIn names={names} />
    </>
  );
}
