/** What leads decide about proposed alerting rules. */
"use server";
import { acceptRule, editRule, rejectRule } from "#lib/alert-rules/commands";
import { action } from "../../../action";

const refreshes = "/incidents/rules";
export const acceptRuleAction = action(acceptRule, { refreshes });
export const editRuleAction = action(editRule, { refreshes });
export const rejectRuleAction = action(rejectRule, { refreshes });
