/** What the list of queues shows, and what can be done to one. */
import type { ServerAction } from "#lib/platform/model";
import type { Queue } from "#lib/team/model";

export type QueueWithMembers = Queue & { memberIds: string[] };
/** What is changed of a queue at once. */
export type QueueParts = Pick<Queue, "name" | "description" | "isRestricted"> & { userIds: string[] };
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
  change: ServerAction<QueueParts & { queueId: number; seen: QueueParts | undefined }>;
  /** Whether they may say who sees its tickets. */
  mayRestrict: boolean;
};
