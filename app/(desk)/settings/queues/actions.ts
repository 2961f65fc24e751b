/** What the queues page does. */
"use server";
import { createStarterQueues } from "#lib/onboarding/commands";
import { changeQueue, createQueue } from "#lib/team/queues/commands";
import { action } from "../../../action";

const page = { refreshes: "/settings/queues" };

export const createQueueAction = action(createQueue, page);
export const changeQueueAction = action(changeQueue, page);
export const createStarterQueuesAction = action(createStarterQueues, page);
