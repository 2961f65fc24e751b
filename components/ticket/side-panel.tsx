/** Ticket details: fields and customer, the sources of the proposal, similar cases, the agent's runs. */
"use client";
import { useState } from "react";
import type { Evidence } from "#lib/suggestions/step";
import { isActive } from "#lib/tickets/model";
import { Findings } from "../investigation/findings";
import { useInvestigation } from "../investigation/investigation-query";
import { useLinksOf } from "../knowledge/links-query";
import { LinksOfTicket } from "../knowledge/ticket-links";
import { AskPanel } from "../questions/ask-panel";
import { focusAsking } from "../questions/focus-asking";
import { useShortcut } from "../shortcuts/use-shortcut";
import { EmptyState } from "../ui/empty-state";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "../ui/tabs";
import { AgentRuns } from "./agent-runs";
import { DetailsTab } from "./details-tab";
import { SimilarCases } from "./similar-cases";
import { SourceList } from "./source-list";
import { SourceView } from "./source-view";
import { useConversation, useProposals } from "./ticket-query";
import { panelTabs, useTicketView } from "./ticket-view";

const tabNames = {
  details: "Details",
  sources: "Sources",
  similar: "Similar",
  agent: "Agent",
  ask: "Ask",
} as const;

export function SidePanel() {
  const { ticketId, tab, setTab, showTab } = useTicketView();
  const { data } = useConversation(ticketId);
  const proposals = useProposals(ticketId).data;
  const [isAsked, setAsked] = useState(false);
  useShortcut("ticket.hypotheses", () => {
    setTab("agent");
    setAsked(true);
  });
  useShortcut("ticket.ask", () => {
    showTab("ask");
    focusAsking();
  });
  const current = proposals?.suggestions.find(({ kind }) => kind !== "triage");
  return (
    <Tabs
      value={tab}
      onValueChange={(next) => setTab(panelTabs.find((known) => known === next) ?? "details")}
      className="flex h-full flex-col"
    >
      <TabsList aria-label="Ticket details" className="h-11 gap-2.5 px-3">
        {panelTabs.map((each) => (
          <TabsTrigger key={each} value={each}>
            {tabNames[each]}
          </TabsTrigger>
        ))}
      </TabsList>
      <div className="scroll-region min-h-0 flex-1 px-4 py-3">
        <TabsContent value="details">
          <DetailsTab ticketId={ticketId} />
        </TabsContent>
        <TabsContent value="sources">
          <Sources ticketId={ticketId} evidence={current?.evidence ?? []} />
        </TabsContent>
        <TabsContent value="similar">{data && <SimilarCases detail={data} />}</TabsContent>
        <TabsContent value="agent">
          <Findings
            ticketId={ticketId}
            isClosed={data !== undefined && !isActive(data.ticket.status)}
            isAsked={isAsked}
            onFocused={() => setAsked(false)}
          />
          <RunsBelow ticketId={ticketId} />
        </TabsContent>
        <TabsContent value="ask">
          <AskPanel ticketId={ticketId} />
        </TabsContent>
      </div>
    </Tabs>
  );
}

/** The sources of the proposal, below the links of the ticket: shown together, so that the links push nothing down. */
function Sources({ ticketId, evidence }: { ticketId: number; evidence: readonly Evidence[] }) {
  const { evidence: shown } = useTicketView();
  if (useLinksOf(ticketId).isPending) return null;
  return (
    <>
      <LinksOfTicket ticketId={ticketId} />
      <SourceList evidence={evidence} />
      {shown ? (
        <SourceView key={`${shown.kind}-${shown.ref}-${shown.eventId ?? ""}`} evidence={shown} />
      ) : (
        evidence.length === 0 && (
          <EmptyState title="No sources">
            When the agent proposes something, its sources appear here with the cited passage marked.
          </EmptyState>
        )
      )}
    </>
  );
}

/** The runs stand below the finding, and come with it. */
function RunsBelow({ ticketId }: { ticketId: number }) {
  return useInvestigation(ticketId).isPending ? null : <AgentRuns ticketId={ticketId} />;
}
