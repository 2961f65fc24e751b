/** Where a second factor is set up that the role asks for: nothing else is open before. */
import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { FirstFactor } from "#components/sign-in/first-factor";
import { SignInFrame } from "#components/sign-in/sign-in-frame";
import { mustAddFactor } from "#lib/platform/auth";

export const metadata: Metadata = { title: "Set up a second factor" };

export default async function SecondFactorPage() {
  if (!(await mustAddFactor(await headers()))) redirect("/inbox");
  return (
    <SignInFrame
      title="Set up a second factor"
      description="Your role signs in with a password and a code. You need an authenticator app on your phone."
    >
      <FirstFactor />
    </SignInFrame>
  );
}
