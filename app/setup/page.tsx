/** The first visit: makes the first administrator, and is gone once there is one. */
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { SetupForm } from "#components/sign-in/setup-form";
import { SignInFrame } from "#components/sign-in/sign-in-frame";
import { systemCtx } from "#lib/platform/context";
import { hasAdministrator } from "#lib/team/queries";
import { createFirstAdministratorAction } from "./actions";

export const metadata: Metadata = { title: "Set up" };
export const dynamic = "force-dynamic";

const Query = z.object({ code: z.string().max(100).optional() });

export default async function SetupPage({ searchParams }: { searchParams: Promise<unknown> }) {
  const { code } = Query.catch({}).parse(await searchParams);
  if (await hasAdministrator(systemCtx("setup"))) redirect("/login");
  return (
    <SignInFrame
      title="Welcome to Vigil"
      description="Create the first administrator account. You can add more people in the settings."
    >
      <SetupForm code={code} create={createFirstAdministratorAction} />
    </SignInFrame>
  );
}
