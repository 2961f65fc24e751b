/** Where a ticket belongs, in a sentence: what a triage proposal says, and what an analyst made of it. */
import type { TriageFields } from "#lib/tickets/model";

/** The fields that are set, as a sentence; `queueName` is the name of the queue among them. */
export function triageWords(fields: TriageFields, queueName: string | null): string {
  const { category, service, priority } = fields;
  const named = [
    fields.queueId && queueName && `queue ${queueName}`,
    category && `category ${category}`,
    service && `service ${service}`,
    priority && `priority ${priority}`,
  ].filter(Boolean);
  return named.length > 0 ? `File under ${named.join(", ")}.` : "File under nothing.";
}
