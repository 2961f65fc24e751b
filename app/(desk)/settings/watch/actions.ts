/** What leads do with watch rules. */
"use server";
import { removeWatchRule, saveWatchRule, setWatchRuleState } from "#lib/watch/commands";
import { action } from "../../../action";

const refreshes = "/settings/watch";
export const saveWatchRuleAction = action(saveWatchRule, { refreshes });
export const setWatchRuleStateAction = action(setWatchRuleState, { refreshes });
export const removeWatchRuleAction = action(removeWatchRule, { refreshes });
