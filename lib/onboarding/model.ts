/** What a new installation still needs before Vigil can help. */
import { z } from "zod";

/** How many articles make a beginning. */
export const firstArticles = 3;

/** How far each first step is. */
export const Onboarding = z.object({
  connectors: z.number(),
  /** Closed tickets Vigil has learnt from. */
  learntTickets: z.number(),
  articles: z.number(),
  people: z.number(),
  queues: z.number(),
});
export type Onboarding = z.infer<typeof Onboarding>;

/** Queues to start from. */
export const starterQueues = [
  { key: "general", name: "General", description: "Whatever fits nowhere else." },
  { key: "technical", name: "Technical", description: "Faults, errors and how something works." },
  { key: "billing", name: "Billing", description: "Invoices, payments and contracts." },
  { key: "incidents", name: "Incidents", description: "Alerts and outages." },
] as const;
