/** One's own account. */
import type { Metadata } from "next";
import { PasswordForm } from "#components/settings/password-form";
import { DefinitionList } from "#components/ui/definition-list";
import { PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { roleNames } from "#lib/team/model";
import { personById } from "#lib/team/queries";
import { requireCtx } from "../../../session";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const ctx = await requireCtx();
  const person = await personById(ctx, ctx.actor.id);
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
      <Section title="Password">
        <PasswordForm />
      </Section>
    </>
  );
}
