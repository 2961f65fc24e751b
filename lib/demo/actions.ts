/** The demo's catalogue of actions on its sample automation, a runbook that orders them, and an alert they mend. */
import { eq } from "drizzle-orm";
import { article } from "#db/schema/knowledge";
import { ticket } from "#db/schema/tickets";
import { saveArticle } from "#lib/knowledge/commands";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { addAction } from "#lib/remediation/catalogue/commands";
import type { AddActionInput } from "#lib/remediation/catalogue/model";
import { storedActions } from "#lib/remediation/catalogue/queries";
import { sampleAutomation } from "#lib/remediation/sample-address";
import { recordEvent } from "#lib/tickets/commands";
import type { ToolArgument } from "#lib/tools/model";
import { alertEvent } from "./live-events";

function argument(name: string, description: string, type: ToolArgument["type"] = "text"): ToolArgument {
  return { name, description, type, isRequired: true, choices: [] };
}

const service = argument("service", "Name of the platform service.");

const common = {
  kind: "http",
  url: sampleAutomation,
  approver: "analyst",
  timeLimit: 10,
  keepsKeys: true,
  verification: "endpoint",
  verifyWithin: 60,
  canRollBack: false,
} as const;

/** One of each class of risk, one that can be rolled back, and one done by hand. */
const actions: AddActionInput[] = [
  {
    ...common,
    name: "clear_status_cache",
    description: "Drops what is cached of a service's status.",
    risk: 0,
    arguments: [service],
    target: "service",
    verification: "none",
  },
  {
    ...common,
    name: "raise_quota",
    description: "Raises the number of instances a project may have.",
    risk: 1,
    arguments: [argument("project", "Id of the project."), argument("instances", "The new limit.", "number")],
    target: "project",
    canRollBack: true,
  },
  {
    ...common,
    name: "rotate_key",
    description: "Revokes a service key and issues the next one.",
    risk: 2,
    arguments: [argument("key", "Id of the key.")],
    target: "key",
  },
  {
    ...common,
    name: "scale_service",
    description: "Changes how many replicas of a platform service run.",
    risk: 3,
    arguments: [service, argument("replicas", "How many run afterwards.", "number")],
    target: "service",
    canRollBack: true,
  },
  {
    ...common,
    name: "restart_service",
    description: "Restarts the replicas of a platform service one after the other.",
    risk: 3,
    arguments: [service],
    target: "service",
  },
  {
    ...common,
    name: "drain_node",
    description: "Takes a node out of service and moves its pods.",
    risk: 3,
    arguments: [argument("node", "Name of the node.")],
    target: "node",
    canRollBack: true,
  },
  {
    ...common,
    kind: "by_hand",
    name: "replace_drive",
    description: "Replaces a failed drive in the storage rack.",
    risk: 2,
    arguments: [argument("drive", "Serial number of the drive.")],
    target: "drive",
    url: null,
    instructions:
      "Ask the data centre to pull the drive and put in a spare. Wait until the array is rebuilding.",
    verification: "person",
    keepsKeys: false,
  },
];

const runbook = {
  kind: "runbook" as const,
  title: "PlatformBacklogGrowing",
  service: "Compute",
  tags: ["alert", "backlog", "worker"],
  body: `## Meaning
The backlog of a platform worker grows: it takes jobs slower than they come.

## Impact
Whatever the worker does for customers is late.

## Diagnosis
Compare the arrival of jobs with what is normal at this hour, and the state of the worker's replicas.

## Mitigation
1. See whether its database holds it up: \`get_db_status(instance)\`.
2. Scale the worker: \`scale_service(service, 4)\`.
3. If it did not help: restart it with \`restart_service(service)\`.`,
};

const backlog = {
  fingerprint: "7c1d40b9e2f6538a",
  labels: {
    alertname: "PlatformBacklogGrowing",
    severity: "critical",
    service: "ledger-worker",
    instance: "pg-platform-ledger",
    region: "nor-1",
    job: "platform-workers",
  },
  annotations: {
    summary: "The backlog of ledger-worker grows",
    description: "ledger-worker (nor-1) has had more jobs waiting for 10 minutes than it takes in an hour.",
  },
};

/** How long the alert has been firing when the demo begins. */
const sinceMinutes = 2;

/** Writes what is not there yet; a second time changes nothing. */
export async function prepareActions(ctx: Ctx): Promise<void> {
  const known = new Set((await storedActions(ctx)).map(({ name }) => name));
  for (const one of actions.filter(({ name }) => !known.has(name))) await addAction(ctx, one);
  await withTransaction(ctx, async (tx) => {
    if ((await tx.db.$count(article, eq(article.title, runbook.title))) === 0)
      await saveArticle(tx, { ...runbook, source: "Halden Cloud" });
    const externalId = "demo-platform-backlog";
    if ((await tx.db.$count(ticket, eq(ticket.externalId, externalId))) > 0) return;
    const at = new Date(tx.now().getTime() - sinceMinutes * 60_000);
    const place = { externalId: `${externalId}/000`, ticketExternalId: externalId, at };
    await recordEvent(tx, alertEvent(place, "firing", backlog));
  });
}
