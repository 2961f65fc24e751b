/** What the list of queues shows, and what can be done to one. */
import type { ServerAction } from "#lib/platform/model";
import type { Queue } from "#lib/team/model";

export type QueueWithMembers = Queue & { memberIds: string[] };
export type StaffName = { id: string; name: string };
export type QueueActions = {
  create: ServerAction<
    {
      key: string;
      name: string;
      description: string;
    },
    { id: number }
  >;
  rename: ServerAction<{ id: number; name: string; description: string }, { id: number }>;
  setMembers: ServerAction<{ queueId: number; userIds: string[] }>;
  /** Null for those who may not. */
  restrict: ServerAction<{ queueId: number; isRestricted: boolean }> | null;
};
