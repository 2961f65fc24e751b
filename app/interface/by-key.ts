/** What programs may read and do with an API key, as people do at the desk. */
import { z } from "zod";
import { RuleTrial } from "#lib/alert-rules/model";
import { Figures, Tile } from "#lib/analytics/model";
import { CustomerLinks, CustomerMatch } from "#lib/customers/model";
import { Import, ImportPreview } from "#lib/imports/model";
import { InboxPage } from "#lib/inbox/model";
import { Incident, IncidentDetail, IncidentsPage } from "#lib/incidents/model";
import { Investigation } from "#lib/investigation/model";
import { Article, ArticlesPage, ArticleVersion, PassageList, TicketLinks } from "#lib/knowledge/model";
import { MajorDetail, MajorOfTicket } from "#lib/major/model";
import { OnCall } from "#lib/oncall/model";
import { NextPerson } from "#lib/oncall/next-person/model";
import { Page, PageDetail, PageList } from "#lib/oncall/paging/model";
import { TicketQuestions, TicketSummary } from "#lib/questions/model";
import { Action } from "#lib/remediation/catalogue/model";
import { ActionRun } from "#lib/remediation/model";
import { SavedScenario } from "#lib/scenarios/model";
import { Proposals } from "#lib/suggestions/model";
import { TicketDetail } from "#lib/tickets/detail";
import * as actions from "../api/actions/route";
import * as analytics from "../api/analytics/route";
import * as tiles from "../api/analytics/tiles/route";
import * as article from "../api/articles/[id]/route";
import * as articleVersions from "../api/articles/[id]/versions/route";
import * as articles from "../api/articles/route";
import * as auditExport from "../api/audit/export/route";
import * as customer from "../api/customers/[id]/route";
import * as customers from "../api/customers/route";
import * as manifest from "../api/dataset/manifest/route";
import * as dataset from "../api/dataset/route";
import * as ruleDecisions from "../api/dataset/rule-decisions/route";
import * as importPreview from "../api/imports/[id]/preview/route";
import * as imports from "../api/imports/route";
import * as inbox from "../api/inbox/route";
import * as major from "../api/incidents/[id]/major/route";
import * as incident from "../api/incidents/[id]/route";
import * as majorOfTicket from "../api/incidents/major-of-ticket/route";
import * as incidentOfTicket from "../api/incidents/of-ticket/route";
import * as incidents from "../api/incidents/route";
import * as onCallNow from "../api/oncall/now/route";
import * as page from "../api/oncall/pages/[id]/route";
import * as pages from "../api/oncall/pages/route";
import * as waitingPages from "../api/oncall/waiting/route";
import * as passages from "../api/passages/route";
import * as ruleTrial from "../api/rule-proposals/[id]/trial/route";
import * as ruleFile from "../api/rule-proposals/file/route";
import * as runs from "../api/runs/route";
import * as scenarios from "../api/scenarios/route";
import * as seriesRules from "../api/series/[id]/rules/route";
import * as investigation from "../api/tickets/[id]/investigation/route";
import * as links from "../api/tickets/[id]/links/route";
import * as nextPerson from "../api/tickets/[id]/next-person/route";
import * as proposals from "../api/tickets/[id]/proposals/route";
import * as questions from "../api/tickets/[id]/questions/route";
import * as ticket from "../api/tickets/[id]/route";
import * as ticketRuns from "../api/tickets/[id]/runs/route";
import * as summary from "../api/tickets/[id]/summary/route";
import type { Endpoint } from "../endpoint";
import { type KeyOperation, operation } from "./operation";

const lines = "application/jsonl";
const yaml = "application/yaml";

/** A description of what is read at an address. */
const get = (path: string, { GET: handler }: { GET: Endpoint }, says: string, answer: z.ZodType | string) =>
  operation("get", path, { handler, says, answer });
/** A description of what is done at an address. */
const post = (path: string, { POST: handler }: { POST: Endpoint }, says: string, answer: z.ZodType) =>
  operation("post", path, { handler, says, answer });

export const byKey: readonly KeyOperation[] = [
  get("/api/inbox", inbox, "Tickets, page by page; with `ids`, only those", InboxPage),
  get("/api/tickets/{id}", ticket, "A ticket, who asks, and everything that happened", TicketDetail),
  get("/api/tickets/{id}/proposals", proposals, "What the agent proposed for a ticket, and why", Proposals),
  get("/api/tickets/{id}/runs", ticketRuns, "Actions that were run on a ticket", z.array(ActionRun)),
  get("/api/tickets/{id}/summary", summary, "A ticket in short", TicketSummary),
  get(
    "/api/tickets/{id}/questions",
    questions,
    "What was asked about a ticket, with the answers",
    TicketQuestions,
  ),
  get(
    "/api/tickets/{id}/next-person",
    nextPerson,
    "Who goes on with a ticket, and why",
    NextPerson.nullable(),
  ),
  get("/api/tickets/{id}/links", links, "Pages a ticket names that can be read", TicketLinks),
  get(
    "/api/tickets/{id}/investigation",
    investigation,
    "What was looked up for a ticket, and what it says",
    Investigation,
  ),
  get("/api/customers", customers, "Customers by words of name, address or company", z.array(CustomerMatch)),
  get(
    "/api/customers/{id}",
    customer,
    "Whom a customer was merged from, and who has the same address",
    CustomerLinks,
  ),
  get("/api/articles", articles, "Articles and runbooks, by words or the newest first", ArticlesPage),
  get("/api/articles/{id}", article, "An article", Article),
  get("/api/articles/{id}/versions", articleVersions, "What an article said before", z.array(ArticleVersion)),
  get("/api/passages", passages, "Closed tickets and articles most like a text", PassageList),
  get("/api/incidents", incidents, "Incidents, the newest first", IncidentsPage),
  get("/api/incidents/{id}", incident, "An incident, its alerts and tickets", IncidentDetail),
  get(
    "/api/incidents/{id}/major",
    major,
    "Who is affected by an incident, and what they are told",
    MajorDetail,
  ),
  get("/api/incidents/of-ticket", incidentOfTicket, "The incident a ticket belongs to", Incident.nullable()),
  get(
    "/api/incidents/major-of-ticket",
    majorOfTicket,
    "The major incident a ticket is part of",
    MajorOfTicket.nullable(),
  ),
  get("/api/oncall/now", onCallNow, "Who is on call, and who follows", z.array(OnCall)),
  get("/api/oncall/pages", pages, "Pages that stand, and the latest that are over", PageList),
  get("/api/oncall/pages/{id}", page, "A page and what became of it", PageDetail),
  get("/api/oncall/waiting", waitingPages, "Pages that wait for whoever asks", z.array(Page)),
  get("/api/actions", actions, "The catalogue of actions", z.array(Action)),
  post("/api/runs", runs, "A dry run of an action on a ticket, kept to be approved", ActionRun),
  get("/api/analytics", analytics, "The figures of a chart; days are UTC", Figures),
  get("/api/analytics/tiles", tiles, "The key figures of a range, beside the period before", z.array(Tile)),
  get(
    "/api/series/{id}/rules",
    seriesRules,
    "Recommended thresholds of a series, as a Prometheus rule file",
    yaml,
  ),
  get("/api/rule-proposals/file", ruleFile, "Accepted alerting rules as a file", yaml),
  get("/api/rule-proposals/{id}/trial", ruleTrial, "What a proposed rule would have done", RuleTrial),
  get(
    "/api/scenarios",
    scenarios,
    "Saved conversations with expectations, and how they went",
    z.array(SavedScenario),
  ),
  get("/api/imports", imports, "Imports of closed tickets", z.array(Import)),
  post("/api/imports", imports, "Takes a file of closed tickets in", z.object({ id: z.number() })),
  post("/api/imports/{id}/preview", importPreview, "What an import would come to", ImportPreview),
  get("/api/dataset", dataset, "The decisions as training data, a JSON object a line", lines),
  get("/api/dataset/manifest", manifest, "Where the lines of an export come from", lines),
  get("/api/dataset/rule-decisions", ruleDecisions, "Decisions about alerting rules as training data", lines),
  get("/api/audit/export", auditExport, "The audit trail as signed lines of JSON", lines),
];
