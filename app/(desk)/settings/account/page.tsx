/** One's own account. */
import type { Metadata } from "next";
import { headers } from "next/headers";
import { FactorSettings } from "#components/settings/factor-settings";
import { PasswordForm } from "#components/settings/password-form";
import { SessionList } from "#components/settings/session-list";
import { DefinitionList } from "#components/ui/definition-list";
import { PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { currentSessionId } from "#lib/platform/auth";
import { roleNames } from "#lib/platform/rules";
import { takesPasskeys } from "#lib/platform/sign-in/factors";
import { ownFactors } from "#lib/team/factors/queries";
import { personById } from "#lib/team/queries";
import { sessionsOf } from "#lib/team/sessions/queries";
import { requireCtx } from "../../../session";
import { endSessionAction } from "./actions";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const ctx = await requireCtx();
  const [person, sessions, currentId, factors] = await Promise.all([
    personById(ctx, ctx.actor.id),
    sessionsOf(ctx, ctx.actor.id),
    headers().then(currentSessionId),
    ownFactors(ctx),
  ]);
  return (
    <>
      <PageHeader title="Your account" description="An administrator can change your name, email and role." />
      <Section title="Profile">
        <DefinitionList
          items={[
            { term: "Name", value: person?.name },
            { term: "Email", value: person?.email },
            { term: "Role", value: person && roleNames[person.role] },
          ]}
        />
      </Section>
      {factors.hasPassword && (
        <Section title="Password">
          <PasswordForm />
        </Section>
      )}
      <FactorSettings factors={factors} takesPasskeys={takesPasskeys(await headers())} />
      <Section title="Sessions">
        <SessionList sessions={sessions} currentId={currentId} end={endSessionAction} />
      </Section>
    </>
  );
}
