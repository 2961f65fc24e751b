/** The way in: address and password, or one click in the demo. */
import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { DemoPeople } from "#components/sign-in/demo-people";
import { sentBackWhy } from "#components/sign-in/sent-back";
import { SignInForm } from "#components/sign-in/sign-in-form";
import { SignInFrame } from "#components/sign-in/sign-in-frame";
import { wanted } from "#components/sign-in/wanted";
import { systemCtx } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import { isOnThisMachine } from "#lib/platform/sign-in/demo";
import { takesPasskeys } from "#lib/platform/sign-in/factors";
import { identityProvider } from "#lib/platform/sign-in/identity-provider";
import { hasPeople, onePersonPerRole } from "#lib/team/queries";
import { optionalCtx } from "../session";

export const metadata: Metadata = { title: "Sign in" };

const Query = z.object({
  with: z.string().optional(),
  error: z.string().optional(),
  to: z.string().optional(),
});

export default async function LoginPage({ searchParams }: { searchParams: Promise<unknown> }) {
  const { with: way, error, to = "" } = Query.catch({}).parse(await searchParams);
  const query = new URLSearchParams({ to });
  if (await optionalCtx()) redirect(wanted(String(query)));
  const ctx = systemCtx("sign-in");
  if (!(await hasPeople(ctx))) redirect("/setup");
  const hasPasskeys = takesPasskeys(await headers());
  const form = (
    <SignInForm
      hasPasskeys={hasPasskeys}
      elsewhere={identityProvider()}
      problem={error && sentBackWhy(error)}
    />
  );
  if (!env().VIGIL_DEMO || way === "password")
    return (
      <SignInFrame title="Sign in" description="Use the account your administrator created for you.">
        {form}
      </SignInFrame>
    );
  if (!isOnThisMachine(await headers()))
    return (
      <SignInFrame title="Sign in" description="The demo can only be opened on the machine it runs on.">
        {form}
      </SignInFrame>
    );
  return (
    <SignInFrame title="Try the demo" description="Choose a role to sign in as. Nothing leaves this machine.">
      <DemoPeople people={await onePersonPerRole(ctx)} />
      <p className="mt-3 text-sm text-ink-muted">
        <a href={`/login?with=password${to && `&${query}`}`} className="underline underline-offset-2">
          Sign in with a password
        </a>
      </p>
    </SignInFrame>
  );
}
