/** Who works here and as what. */
import type { Metadata } from "next";
import { PeopleTable } from "#components/settings/people-table";
import { SecondFactorForm } from "#components/settings/second-factor-form";
import { secondFactorRule } from "#lib/platform/sign-in/factors";
import { people } from "#lib/team/queries";
import { requireCtx } from "../../../session";
import {
  changeRoleAction,
  createPersonAction,
  disablePersonAction,
  requireSecondFactorAction,
  resetFactorsAction,
  resetPasswordAction,
} from "./actions";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage() {
  const ctx = await requireCtx("people.manage");
  return (
    <>
      <PeopleTable
        people={await people(ctx)}
        ownId={ctx.actor.id}
        create={createPersonAction}
        changeRole={changeRoleAction}
        disable={disablePersonAction}
        resetPassword={resetPasswordAction}
        resetFactors={resetFactorsAction}
      />
      <SecondFactorForm required={(await secondFactorRule(ctx)).roles} save={requireSecondFactorAction} />
    </>
  );
}
