/** What analysts do with incidents from the desk. */
"use server";
import { mergeIncident, splitIncident } from "#lib/incidents/commands";
import {
  closeMajor,
  confirmMajor,
  declineTicket,
  dismissMajor,
  joinIncident,
  proposeTelling,
  refuseNotices,
  sendNotices,
} from "#lib/major/commands";
import { postStatus, publishPost } from "#lib/major/status/commands";
import { action } from "../../action";

export const splitIncidentAction = action(splitIncident);
export const mergeIncidentAction = action(mergeIncident);
export const confirmMajorAction = action(confirmMajor);
export const dismissMajorAction = action(dismissMajor);
export const closeMajorAction = action(closeMajor);
export const joinIncidentAction = action(joinIncident);
export const declineTicketAction = action(declineTicket);
export const proposeTellingAction = action(proposeTelling);
export const sendNoticesAction = action(sendNotices);
export const refuseNoticesAction = action(refuseNotices);
export const postStatusAction = action(postStatus);
export const publishPostAction = action(publishPost);
