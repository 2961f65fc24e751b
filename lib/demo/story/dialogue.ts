/** The few words a story ticket is written with: who says something, what is looked up, what monitoring reports. */
import type { StoryAlert, StoryAlertEvent, StoryEvent, StoryWords } from "./model";
import type { ToolArguments, ToolName, ToolResult } from "./tools";

/** The customer writes, `after` minutes into the ticket. */
export function customer(after: number, body: string): StoryWords {
  return { kind: "customer_message", after, body };
}

/** The assignee answers, or the person with the key `by`. */
export function analyst(after: number, body: string, by?: string): StoryWords {
  return { kind: "analyst_reply", after, body, ...(by && { by }) };
}

/** A line only the team sees. */
export function note(after: number, body: string, by?: string): StoryWords {
  return { kind: "note", after, body, ...(by && { by }) };
}

/**
 * A diagnostic call and, a tenth of a minute later, its result. The fields of the result that repeat an
 * argument (project, instance …) are filled in from the arguments.
 */
export function lookUp<N extends ToolName>(
  after: number,
  tool: N,
  input: ToolArguments<N>,
  found: Omit<ToolResult<N>, keyof ToolArguments<N>>,
): StoryEvent[] {
  return [
    { kind: "tool_call", after, tool, arguments: { ...input } },
    { kind: "tool_result", after: after + 0.1, tool, result: { ...input, ...found } },
  ];
}

/** Monitoring reports that an alert fires. */
export function firing(after: number, alert: StoryAlert): StoryAlertEvent {
  return { kind: "alert_firing", after, body: alertText(alert), ...alert };
}

/** Monitoring reports that the same alert is over. */
export function resolved(after: number, alert: StoryAlert): StoryAlertEvent {
  return { kind: "alert_resolved", after, body: alertText(alert), ...alert };
}

function alertText({ annotations }: StoryAlert): string {
  return [annotations.summary, annotations.description].filter(Boolean).join("\n\n");
}
