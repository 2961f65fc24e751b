/** What the queues page does. */
"use server";
import { createStarterQueues } from "#lib/onboarding/commands";
import { createQueue, renameQueue, restrictQueue, setQueueMembers } from "#lib/team/queues/commands";
import { action } from "../../../action";

const page = { refreshes: "/settings/queues" };

export const createQueueAction = action(createQueue, page);
export const renameQueueAction = action(renameQueue, page);
export const setQueueMembersAction = action(setQueueMembers, page);
export const restrictQueueAction = action(restrictQueue, page);
export const createStarterQueuesAction = action(createStarterQueues, page);
