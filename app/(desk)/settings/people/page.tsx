/** Who works here and as what. */
import type { Metadata } from "next";
import { PeopleTable } from "#components/settings/people-table";
import { people } from "#lib/team/queries";
import { requireCtx } from "../../../session";
import { changeRoleAction, createPersonAction, disablePersonAction, resetPasswordAction } from "./actions";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage() {
  const ctx = await requireCtx("people.manage");
  return (
    <PeopleTable
      people={await people(ctx)}
      ownId={ctx.actor.id}
      create={createPersonAction}
      changeRole={changeRoleAction}
      disable={disablePersonAction}
      resetPassword={resetPasswordAction}
    />
  );
}
