/** A worker to be killed in tests: its handlers write down what they did, slowly enough to be interrupted. */
import { appendFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { openPool } from "#db/client";
import { startJobs } from "../runner";

const url = process.env.DATABASE_URL ?? "";
const trace = process.env.TRACE ?? "";
const slowness = Number(process.env.SLOWNESS ?? 0);
const { db } = openPool(url, 4);
const tell = (line: string) => appendFileSync(trace, `${process.pid} ${Date.now()} ${line}\n`);

/** One effect a job, once: a row keyed by the job. */
async function work(key: string): Promise<void> {
  tell(`begin ${key}`);
  if (key.includes("poison")) process.kill(process.pid, "SIGKILL");
  if (key.includes("fail")) throw new Error("it never works");
  await sleep(slowness);
  await db.execute(sql`insert into effect (key) values (${key}) on conflict do nothing`);
  tell(`end ${key}`);
}

const jobs = await startJobs({
  url,
  concurrency: Number(process.env.CONCURRENCY ?? 16),
  handlers: {
    "agent.consider": ({ ticketId, eventId }) => work(`${ticketId}:${eventId}`),
    "agent.askModel": async () => {},
    "agent.runTool": ({ ticketId }) => work(`fail:${ticketId}`),
    "questions.answer": async () => {},
    "questions.summarise": async () => {},
    "investigation.askGrade": async () => {},
    "tickets.deliver": ({ eventId }) => work(`poison:${eventId}`),
    "learning.learn": ({ ticketId }) => work(`learn:${ticketId}`),
    "knowledge.index": ({ ref }) => work(`index:${ref}`),
    "incidents.settle": ({ incidentId }) => work(`settle:${incidentId}`),
    "incidents.divide": ({ incidentId }) => work(`divide:${incidentId}`),
    "imports.run": ({ importId }) => work(`import:${importId}`),
    "scenarios.run": () => work("scenarios"),
    "remediation.execute": ({ runId }) => work(`action:${runId}`),
    "remediation.verify": ({ runId }) => work(`verify:${runId}`),
    "remediation.rollBack": ({ runId }) => work(`back:${runId}`),
    "remediation.expire": ({ runId }) => work(`expire:${runId}`),
    "oncall.escalate": ({ pageId }) => work(`page:${pageId}`),
    "oncall.notify": ({ noticeId }) => work(`notice:${noticeId}`),
    "sla.recompute": () => work("sla"),
    "demo.step": ({ step }) => work(`step:${step}`),
  },
  // Long: how fast a busy machine is decides no test.
  drainMs: 60_000,
  onFailed: async ({ name, error }) => tell(`failed ${name} ${String(error)}`),
  warn: (message) => tell(`warn ${message.replaceAll("\n", " ")}`),
});
process.on("SIGTERM", () => void jobs.stop().then(() => process.exit(0)));
tell("ready");
