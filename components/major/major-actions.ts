/** What can be done with a major incident from its page; the page gives them as server actions. */
import type { z } from "zod";
import type { PostInput, RefuseInput, SendInput } from "#lib/major/model";
import type { ActionResult } from "#lib/platform/model";

type Act<Input, Data = unknown> = (input: Input) => Promise<ActionResult<Data>>;
export type MajorActions = {
  confirm: Act<{ incidentId: number; ticketIds?: number[] }>;
  dismiss: Act<{ incidentId: number }>;
  close: Act<{ incidentId: number }>;
  proposeTelling: Act<{ incidentId: number }, { proposed: number }>;
  send: Act<z.input<typeof SendInput>, { sent: number; held: { noticeId: number; why: string }[] }>;
  refuse: Act<z.input<typeof RefuseInput>>;
  post: Act<z.input<typeof PostInput> & { mutationId: string }>;
  publish: Act<{ incidentId: number; postId: number; isPublished: boolean }>;
};
