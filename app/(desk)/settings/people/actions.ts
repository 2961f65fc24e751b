/** What the people page does. */
"use server";
import { changeRole, createPerson, disablePerson, resetPassword } from "#lib/team/commands";
import { requireSecondFactor, resetFactors } from "#lib/team/factors/commands";
import { action } from "../../../action";

const page = { refreshes: "/settings/people" };

export const createPersonAction = action(createPerson, page);
export const changeRoleAction = action(changeRole, page);
export const disablePersonAction = action(disablePerson, page);
export const resetFactorsAction = action(resetFactors, page);
export const requireSecondFactorAction = action(requireSecondFactor, page);
export const resetPasswordAction = action(resetPassword, page);
