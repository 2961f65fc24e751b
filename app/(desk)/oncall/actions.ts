/** What is done about on-call from the desk. */
"use server";
import {
  acknowledgePage,
  addCalendar,
  addChannel,
  addOverride,
  escalatePage,
  importSchedules,
  makeFeed,
  removeCalendar,
  removeChain,
  removeChannel,
  removeFeed,
  removeOverride,
  removeSchedule,
  resolvePage,
  saveChain,
  saveSchedule,
  seePage,
  setContactRules,
  setMailServer,
  setPageRules,
  signHandover,
  testChannel,
  writeHandover,
} from "#lib/oncall/commands";
import { action } from "../../action";

const schedule = { refreshes: "/oncall/schedules/[id]" };
const chains = { refreshes: "/oncall/chains" };
const notifications = { refreshes: "/oncall/notifications" };

export const acknowledgePageAction = action(acknowledgePage);
export const escalatePageAction = action(escalatePage);
export const resolvePageAction = action(resolvePage);
export const seePageAction = action(seePage);
export const saveScheduleAction = action(saveSchedule, schedule);
export const removeScheduleAction = action(removeSchedule, schedule);
export const addOverrideAction = action(addOverride, schedule);
export const removeOverrideAction = action(removeOverride, schedule);
export const saveChainAction = action(saveChain, chains);
export const removeChainAction = action(removeChain, chains);
export const setPageRulesAction = action(setPageRules, chains);
export const addChannelAction = action(addChannel, notifications);
export const removeChannelAction = action(removeChannel, notifications);
export const testChannelAction = action(testChannel, notifications);
export const setContactRulesAction = action(setContactRules, notifications);
export const setMailServerAction = action(setMailServer, notifications);
export const makeFeedAction = action(makeFeed, notifications);
export const removeFeedAction = action(removeFeed, notifications);
export const importSchedulesAction = action(importSchedules);
export const addCalendarAction = action(addCalendar, schedule);
export const removeCalendarAction = action(removeCalendar, schedule);
export const writeHandoverAction = action(writeHandover, { refreshes: "/oncall/handover" });
export const signHandoverAction = action(signHandover, { refreshes: "/oncall/handover" });
