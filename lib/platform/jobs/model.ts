/** The background jobs there are: their names, inputs and the order they keep. Handlers are in lib/job-handlers.ts. */

/** One short durable workflow each. Add a line here and a handler in lib/job-handlers.ts. */
export type Jobs = {
  /** The agent looks at a ticket because of an event. Serial per ticket. */
  "agent.consider": { ticketId: number; eventId: number };
  /** The configured model is asked about an event the agent has considered. */
  "agent.askModel": { ticketId: number; eventId: number };
  /** A diagnostic an analyst asked for is run, and its result joins the ticket. Serial per ticket. */
  "agent.runTool": { ticketId: number; eventId: number };
  /** What an analyst asked on a ticket is answered. */
  "questions.answer": { questionId: number };
  /** A model sums a ticket up as it stands at an event. */
  "questions.summarise": { ticketId: number; eventId: number };
  /** A model says how a closed case compares with what it was taken for. */
  "investigation.askGrade": { ticketId: number };
  /** A reply is sent once its undo window has passed, and is tried again until it is there. */
  "tickets.deliver": { eventId: number };
  /** A closed ticket, a step of an analyst, a decision or the grade of a run is learned from. One at a time. */
  "learning.learn": {
    ticketId: number;
    stepEventId?: number;
    decisionId?: number;
    agentRunId?: number;
  };
  /** A closed ticket becomes findable; an article does so as it is saved. */
  "knowledge.index": { kind: "ticket"; ref: number };
  /** An incident that fell silent at `since` is over, unless something fires again. */
  "incidents.settle": { incidentId: number; since: string };
  /** An incident that has gained nothing since `since` is looked at for two causes. */
  "incidents.divide": { incidentId: number; since: string };
  /** A file of tickets is imported. */
  "imports.run": { importId: number };
  /** Scenarios somebody asked to run are played. */
  "scenarios.run": Record<string, never>;
  /** An approved action is executed, at most once. */
  "remediation.execute": { runId: number };
  /** Whether an action helped is asked of its signal. */
  "remediation.verify": { runId: number };
  /** What an action changed is changed back. */
  "remediation.rollBack": { runId: number };
  /** The time to decide on an action is over. */
  "remediation.expire": { runId: number };
  /** Nobody has acknowledged a page on this step in time: the next one is called. */
  "oncall.escalate": { pageId: number; step: number };
  /** A message for a page is sent. */
  "oncall.notify": { noticeId: number };
  /** The clocks of open tickets are counted anew. */
  "sla.recompute": Record<string, never>;
  /** The next step of the demo's live feed. */
  "demo.step": { step: number; run: string };
};
export type JobName = keyof Jobs;

/** Queue of each job; jobs of the `ticket` queue run one at a time per partition, in order. */
export const jobQueues = {
  "agent.consider": "ticket",
  "agent.askModel": "model",
  "agent.runTool": "ticket",
  "questions.answer": "question",
  "questions.summarise": "model",
  "investigation.askGrade": "model",
  "tickets.deliver": "outgoing",
  "learning.learn": "learning",
  "knowledge.index": "background",
  "incidents.settle": "background",
  "incidents.divide": "background",
  "imports.run": "background",
  "scenarios.run": "background",
  "remediation.execute": "outgoing",
  "remediation.verify": "outgoing",
  "remediation.rollBack": "outgoing",
  "remediation.expire": "background",
  "oncall.escalate": "background",
  "oncall.notify": "outgoing",
  "sla.recompute": "background",
  "demo.step": "background",
} as const satisfies Record<JobName, QueueName>;

export const queueNames = ["ticket", "learning", "background", "outgoing", "question", "model"] as const;
export type QueueName = (typeof queueNames)[number];

/** Schema the engine keeps its tables in, and the version and name workers and enqueuers agree on. */
export const engineSchema = "dbos";
export const applicationVersion = "vigil";
export const applicationName = "vigil";

export type EnqueueOptions = {
  /** A job of the same id runs once, however often it is enqueued. */
  id?: string;
  /** The ticket a job of the `ticket` queue is about; jobs of one ticket run one at a time, in order. */
  partition?: string;
  /** Of jobs that wait the one with the lowest place (`placeAt`) is taken first; without one it is taken before all. */
  place?: number;
  /** Not before this instant. */
  at?: Date;
  /** What the arrival is called that the job is for, where several share a transaction. */
  of?: string;
};

/** A job before it is enqueued. */
export type NewJob = {
  [Name in JobName]: { name: Name; input: Jobs[Name]; options?: EnqueueOptions };
}[JobName];

/** Where jobs go that no worker is there to run. */
export type JobSink = {
  /** Takes jobs in; returns their ids in the same order. */
  put: (jobs: readonly NewJob[]) => string[];
  /** Withdraws jobs that have not started. */
  cancel: (ids: readonly string[]) => void;
};
