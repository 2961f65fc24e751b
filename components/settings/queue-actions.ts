/** What the list of queues shows, and what can be done to one. */
import type { ActionResult } from "#lib/platform/model";
import type { Queue } from "#lib/team/model";

export type QueueWithMembers = Queue & { memberIds: string[] };
export type StaffName = { id: string; name: string };
export type QueueActions = {
  create: (input: {
    key: string;
    name: string;
    description: string;
  }) => Promise<ActionResult<{ id: number }>>;
  rename: (input: { id: number; name: string; description: string }) => Promise<ActionResult<{ id: number }>>;
  setMembers: (input: { queueId: number; userIds: string[] }) => Promise<ActionResult<unknown>>;
  /** Null for those who may not. */
  restrict: ((input: { queueId: number; isRestricted: boolean }) => Promise<ActionResult<unknown>>) | null;
};
