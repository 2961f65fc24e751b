/** What a card may hold that takes room. */

export const longDraft = Array.from(
  { length: 30 },
  (_, place) => `Step ${place + 1}: stop the instance, detach the volume, grow it and attach it again.`,
).join("\n");

/** Triage proposed beside a reply. */
export const triage = {
  kind: "triage" as const,
  text: "File under category block_storage, service Volumes, priority high.",
  payload: {
    triage: { category: "block_storage", service: "Volumes", priority: "high" as const },
    triageOptions: { category: [{ value: "block_storage", confidence: 0.9 }] },
  },
  why: "Learned from closed tickets.",
  confidence: 0.9,
  risk: 0,
};
