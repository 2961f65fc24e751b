/** The shapes of the demo story: who works at Halden Cloud, who writes to them, what was said and found. */
import type { Role } from "#lib/platform/rules";
import type { Priority } from "#lib/sla/model";
import type { TicketStatus } from "#lib/tickets/model";

export const services = [
  "Compute",
  "Kubernetes",
  "Network",
  "Balancer",
  "DNS",
  "Objects",
  "Volumes",
  "Postgres",
  "Identity",
  "Billing",
] as const;
export type Service = (typeof services)[number];

export const queueKeys = ["compute", "networking", "data", "identity", "billing", "incidents"] as const;
export type QueueKey = (typeof queueKeys)[number];

export interface StoryQueue {
  key: QueueKey;
  name: string;
  description: string;
}

export interface StoryPerson {
  key: string;
  name: string;
  email: string;
  role: Role;
  queues: QueueKey[];
}

export const plans = ["Free", "Team", "Business", "Enterprise"] as const;
export type Plan = (typeof plans)[number];

export interface StoryCustomer {
  key: string;
  name: string;
  email: string;
  company: string;
  plan: Plan;
  notes: string;
}

/** Something somebody wrote. `by` is a person key; without it an analyst's line is the assignee's. */
export interface StoryWords {
  kind: "customer_message" | "analyst_reply" | "note";
  /** Minutes since the ticket was opened. */
  after: number;
  body: string;
  by?: string;
}

export interface StoryToolCall {
  kind: "tool_call";
  after: number;
  tool: string;
  arguments: Record<string, unknown>;
}

export interface StoryToolResult {
  kind: "tool_result";
  after: number;
  tool: string;
  result: Record<string, unknown>;
}

/** One Alertmanager alert, firing or resolved; the fingerprint ties the two together. */
export interface StoryAlert {
  fingerprint: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

export interface StoryAlertEvent extends StoryAlert {
  kind: "alert_firing" | "alert_resolved";
  after: number;
  body: string;
}

/** The assignee gives the ticket to the lead, for this reason. */
export interface StoryHandover {
  kind: "handover";
  after: number;
  body: string;
}

export type StoryEvent = StoryHandover | StoryWords | StoryToolCall | StoryToolResult | StoryAlertEvent;

interface StoryTicketHead {
  key: string;
  /** Null for a ticket that monitoring opened. */
  customer: string | null;
  subject: string;
  queue: QueueKey;
  category: string;
  service: Service;
  priority: Priority;
  assignee: string | null;
  /** Minutes before the moment of seeding. */
  openedMinutesAgo: number;
  events: StoryEvent[];
}

export interface ClosedStoryTicket extends StoryTicketHead {
  closed: true;
  /** Minutes from opening to solved. */
  resolutionMinutes: number;
}

export interface OpenStoryTicket extends StoryTicketHead {
  closed: false;
  status: Extract<TicketStatus, "new" | "open" | "waiting" | "on_hold">;
  /** When somebody comes back to it, in minutes from the moment of seeding. */
  due?: { inMinutes: number; reason: string };
}

export type StoryTicket = ClosedStoryTicket | OpenStoryTicket;

export interface StoryArticle {
  key: string;
  kind: "article" | "runbook";
  title: string;
  /** Markdown. A runbook has the headings Meaning, Impact, Diagnosis and Mitigation. */
  body: string;
  tags: string[];
  service: Service;
}

/** A customer writes: with a subject it opens a ticket under `ticket`, without one it answers there. */
export interface LiveMessage {
  kind: "customer_message";
  /** Seconds since the feed began; steps are in this order. */
  afterSeconds: number;
  /** A key of its own, or the key of an open story ticket. */
  ticket: string;
  customer: string;
  subject?: string;
  body: string;
}

/** Monitoring speaks, in the words of one alert of an Alertmanager webhook. */
export interface LiveAlert extends StoryAlert {
  kind: "alert";
  afterSeconds: number;
  status: "firing" | "resolved";
}

export type LiveStep = LiveMessage | LiveAlert;
