/** What the commands of on-call take. */
import { z } from "zod";
import { instant } from "#lib/platform/instant";
import { ChainStep, Layer } from "./model";
import { ContactRule, channelKinds, mostBriefLines, PageRule, pageCauses, urgencies } from "./paging/model";
import { ZoneName } from "./wall-time";

const name = z.string().trim().min(1, "Enter a name").max(120);
const words = z.string().trim().max(2_000);
const id = z.number().int();
const userId = z.string().max(100);

export const SaveScheduleInput = z.object({
  id: id.nullable(),
  /** What whoever saves has seen; another one was saved meanwhile: refused. */
  version: id.nullable(),
  name,
  description: words.default(""),
  timeZone: ZoneName,
  layers: z.array(Layer).min(1, "Add a layer").max(20),
});

export const RemoveInput = z.object({ id });

export const AddOverrideInput = z
  .object({
    scheduleId: id,
    userId,
    replaces: userId.nullable().default(null),
    startsAt: instant,
    endsAt: instant,
    reason: words.default(""),
  })
  .refine(({ startsAt, endsAt }) => endsAt > startsAt, {
    message: "Must lie after the beginning",
    path: ["endsAt"],
  });

export const SaveChainInput = z.object({
  id: id.nullable(),
  version: id.nullable(),
  name,
  steps: z.array(ChainStep).min(1, "Add a step").max(20),
  /** How often the steps are gone through again. */
  repeats: z.number().int().min(0).max(9),
  /** Who owns a page nobody has acknowledged. */
  lastResort: userId,
});

const PageRules = z.array(PageRule).max(100);
export const SetPageRulesInput = z.object({
  rules: PageRules,
  /** As they stood when they were opened: rules that somebody else changed since stay. */
  seen: PageRules.optional(),
});

/**
 * Asks for a person. `key` names the matter: what is called twice while it is open is one page. Where no rule says whom to
 * call, `fallsTo` is told, and nobody after them.
 */
export const PageInput = z.object({
  cause: z.enum(pageCauses),
  key: z.string().min(1).max(200),
  urgency: z.enum(urgencies),
  title: z.string().trim().min(1).max(300),
  ticketId: id.nullable().default(null),
  incidentId: id.nullable().default(null),
  runId: id.nullable().default(null),
  queueId: id.nullable().default(null),
  fallsTo: userId.nullable().default(null),
  brief: z.array(z.string().max(400)).max(mostBriefLines),
});
export type PageInput = z.input<typeof PageInput>;

const onPage = { pageId: id, version: id, reason: words.default("") };
export const AcknowledgeInput = z.object(onPage);

export const EscalateInput = z.object({ ...onPage, reason: words.min(1, "Say why") });

export const ResolvePageInput = z.object(onPage);

/** The matter a page was opened with. */
export const WithdrawPageInput = z.object({ key: PageInput.shape.key, reason: words });

export const SeePageInput = z.object({ pageId: id });

/** The mail server pages leave by, with its user and password. */
export const SetMailServerInput = z.object({
  from: z.string().trim().toLowerCase().max(254).pipe(z.email("Enter an email address")),
  url: z
    .url({ protocol: /^smtps?$/, error: "Enter an address that starts with smtp:// or smtps://" })
    .max(500)
    .refine((url) => !/[?#]|[^/]\/./.test(url.replace(/^smtps?:\/\//, "")), {
      error: "Enter no more than user, password, host and port",
    }),
  /** The sender the form was filled with, null for none: a server that somebody else set since stays. */
  seen: z.string().max(254).nullable().optional(),
});

export const AddChannelInput = z.object({
  kind: z.enum(channelKinds),
  label: name,
  /** An e-mail address, a web address, or a browser's push subscription as JSON. */
  target: z.string().trim().min(3).max(2_000),
});

export const SetContactRulesInput = z.object({ rules: z.array(ContactRule).max(20) });

/** A calendar that fills a schedule: followed at an address, or imported from a file once. */
export const AddCalendarInput = z
  .object({
    scheduleId: id,
    name,
    address: z
      .url({ protocol: /^https?$/, error: "Enter an address that starts with https://" })
      .max(2_000)
      .nullable(),
    text: z.string().max(4_000_000).nullable(),
  })
  .refine(({ address, text }) => (address === null) !== (text === null), {
    message: "Give an address or a file",
    path: ["address"],
  });
/** An export of another system, as it was downloaded. */
export const PreviewInput = z.object({ text: z.string().min(2, "Choose a file").max(4_000_000) });
/** `lastResort`: who owns a page of the chains that come when nobody acknowledged it; other systems have nobody. */
export const ImportInput = PreviewInput.extend({ lastResort: userId });
export const MakeFeedInput = z.object({ scheduleId: id.nullable() });
export const ChannelInput = z.object({ channelId: id });

export const WriteHandoverInput = z.object({ scheduleId: id, toId: userId, note: words.default("") });

export const SignHandoverInput = z.object({ handoverId: id });
