/** What can be done with a major incident from its page; the page gives them as server actions. */
import type { z } from "zod";
import type { PostInput, RefuseInput, SendInput } from "#lib/major/model";
import type { ServerAction } from "#lib/platform/model";

export type MajorActions = {
  confirm: ServerAction<{ incidentId: number; ticketIds?: number[] }>;
  dismiss: ServerAction<{ incidentId: number }>;
  close: ServerAction<{ incidentId: number }>;
  proposeTelling: ServerAction<{ incidentId: number }, { proposed: number }>;
  send: ServerAction<z.input<typeof SendInput>, { sent: number; held: { noticeId: number; why: string }[] }>;
  refuse: ServerAction<z.input<typeof RefuseInput>>;
  post: ServerAction<z.input<typeof PostInput>>;
  publish: ServerAction<{ incidentId: number; postId: number; isPublished: boolean }>;
};
