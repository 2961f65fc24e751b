/** What is wrong: alerts and tickets of one cause, what became of it, and why each of them belongs to it. */
import { z } from "zod";
import { Alert, severities } from "#lib/signals/model";
import { ticketStatuses } from "#lib/tickets/model";

/**
 * `open` while anything fires, `settling` while everything is quiet but may come back, `resolved` after that. `merged`
 * into another one.
 */
export const incidentStatuses = ["open", "settling", "resolved", "merged"] as const;
export type IncidentStatus = (typeof incidentStatuses)[number];

/** Why an alert belongs to an incident: which rule said so. */
export const joinRules = [
  "first",
  "again",
  "group",
  "component",
  "series",
  "together",
  "dependency",
  "burst",
  "storm",
  "person",
  "apart",
  "migrated",
  "alike",
  "told",
] as const;
export type JoinRule = (typeof joinRules)[number];

/** The rule, with what its sentence is made of. */
export const JoinReason = z.object({
  rule: z.enum(joinRules),
  /** The labels both share, or the group. */
  shared: z.record(z.string(), z.string()).optional(),
  /** Seconds since the incident last gained an alert. */
  gap: z.number().optional(),
  /** The component it is known to fail with, how often both failed at a time, and how often it failed at all. */
  with: z.string().optional(),
  together: z.number().optional(),
  of: z.number().optional(),
  /** What the other cause began with, where it was taken out of an incident of two; `with` is what its own did. */
  than: z.string().optional(),
  /** Services from who calls to who is called; where `isShared`, both ends call one in between. */
  path: z.array(z.string()).optional(),
  isShared: z.boolean().optional(),
  /** How often something begins to fail there, an hour. */
  rate: z.number().optional(),
  /** Labels that were left aside because their values change all the time. */
  aside: z.array(z.string()).optional(),
  /** Who put it there. */
  by: z.string().optional(),
  /** Of a ticket: how sure it is that its message is about the same trouble, in [0, 1]. */
  probability: z.number().optional(),
});
export type JoinReason = z.infer<typeof JoinReason>;

export const incidentEventKinds = [
  "opened",
  "severity",
  "settling",
  "resolved",
  "reopened",
  "split",
  "merged",
  "ticket_joined",
  "ticket_left",
  "confirmed",
  "dismissed",
  "suspected",
  "update",
  "told",
  "closed",
  "ahead",
  "follow_up",
] as const;
export type IncidentEventKind = (typeof incidentEventKinds)[number];

/** Whether a customer's ticket belongs to an incident: it looks alike, a person says so, or says it does not. */
export const ticketStates = ["suggested", "joined", "declined"] as const;
export type TicketState = (typeof ticketStates)[number];

/** Whether an incident touches many customers: Vigil thinks so, a person says so, or says it does not. */
export const majorStates = ["none", "proposed", "confirmed", "dismissed"] as const;
export type MajorState = (typeof majorStates)[number];

/** An incident as the list shows it. */
export const Incident = z.object({
  id: z.number(),
  title: z.string(),
  status: z.enum(incidentStatuses),
  severity: z.enum(severities).nullable(),
  service: z.string().nullable(),
  startsAt: z.coerce.date(),
  resolvedAt: z.coerce.date().nullable(),
  /** Alerts that belong to it, and how many of them fire. */
  members: z.number(),
  firing: z.number(),
  tickets: z.number(),
  /** The ticket that carries its conversation and its card. */
  ticketId: z.number().nullable(),
  ownerName: z.string().nullable(),
  major: z.enum(majorStates),
});
export type Incident = z.infer<typeof Incident>;

/** An alert as a member of an incident. */
export const Member = Alert.extend({
  joinedAt: z.coerce.date(),
  reason: JoinReason,
  /** When it fired, oldest first. */
  episodes: z.array(
    z.object({ startsAt: z.coerce.date(), endsAt: z.coerce.date().nullable(), flips: z.number() }),
  ),
});
export type Member = z.infer<typeof Member>;

/** What happened to an incident, as its timeline shows it. */
export const IncidentEvent = z.object({
  id: z.number(),
  kind: z.enum(incidentEventKinds),
  at: z.coerce.date(),
  actorName: z.string(),
  data: z.record(z.string(), z.unknown()),
});
export type IncidentEvent = z.infer<typeof IncidentEvent>;

/** A ticket of an incident. */
export const IncidentTicket = z.object({
  id: z.number(),
  subject: z.string(),
  status: z.enum(ticketStatuses),
  customerName: z.string().nullable(),
  /** It carries the incident's own conversation and its card. */
  isCarrier: z.boolean(),
  /** The kind of its newest open proposal. */
  proposal: z.string().nullable(),
});
export type IncidentTicket = z.infer<typeof IncidentTicket>;

/** An incident as its page shows it; `members` are those that fire first, and not more than a page of them. */
export const IncidentDetail = z.object({
  incident: Incident.extend({ mergedInto: z.number().nullable(), sourceName: z.string() }),
  members: z.array(Member),
  tickets: z.array(IncidentTicket),
  events: z.array(IncidentEvent),
  /** The failing service most others depend on, by the map of services; null where that says nothing. */
  origin: z
    .object({
      service: z.string(),
      dependents: z.array(z.object({ service: z.string(), path: z.array(z.string()) })),
      /** How many failing services the map knows. */
      of: z.number(),
    })
    .nullable(),
});
export type IncidentDetail = z.infer<typeof IncidentDetail>;

export const incidentViews = ["active", "resolved", "all"] as const;
export type IncidentView = (typeof incidentViews)[number];
export const IncidentsPage = z.object({ rows: z.array(Incident), next: z.number().nullable() });
export type IncidentsPage = z.infer<typeof IncidentsPage>;

export const SplitIncidentInput = z.object({
  incidentId: z.number().int(),
  alertIds: z.array(z.number().int()).min(1, "Choose at least one alert").max(1_000),
});
export const MergeIncidentInput = z.object({ incidentId: z.number().int(), intoId: z.number().int() });
