/** Ticket details: fields and customer, the sources of the proposal, similar cases, the agent's runs. */
"use client";
import { useState } from "react";
import { isActive } from "#lib/tickets/model";
import { IncidentOfTicket } from "../incidents/incident-of-ticket";
import { Findings } from "../investigation/findings";
import { LinksOfTicket } from "../knowledge/ticket-links";
import { MayBelong } from "../major/may-belong";
import { NextPersonWords } from "../oncall/next-person";
import { AskPanel } from "../questions/ask-panel";
import { focusAsking } from "../questions/focus-asking";
import { Summary } from "../questions/summary";
import { useShortcut } from "../shortcuts/use-shortcut";
import { Commitments } from "../sla/commitments";
import { ServiceLevel } from "../sla/service-level";
import { EmptyState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "../ui/tabs";
import { AgentRuns } from "./agent-runs";
import { CustomerCard } from "./customer-card";
import { SimilarCases } from "./similar-cases";
import { SourceList } from "./source-list";
import { SourceView } from "./source-view";
import { TicketFields } from "./ticket-fields";
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
  const { ticketId, tab, setTab, showTab, evidence } = useTicketView();
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
          {data && (
            <>
              <Section title="Ticket">
                <TicketFields ticket={data.ticket} />
              </Section>
              <Section title="Customer">
                <CustomerCard ticketId={ticketId} customer={data.customer} />
              </Section>
              {/* What comes and goes while a ticket is open, and what is pressed in it before what is only read. */}
              <MayBelong ticketId={ticketId} />
              <Commitments commitments={data.commitments} />
              <IncidentOfTicket ticketId={ticketId} />
              <Summary ticketId={ticketId} />
              <ServiceLevel clocks={data.clocks} />
              {data.ticket.assigneeId === null && isActive(data.ticket.status) && (
                <Section title="Goes on">
                  <NextPersonWords ticketId={ticketId} />
                </Section>
              )}
            </>
          )}
        </TabsContent>
        <TabsContent value="sources">
          <LinksOfTicket ticketId={ticketId} />
          <SourceList evidence={current?.evidence ?? []} />
          {evidence ? (
            <SourceView
              key={`${evidence.kind}-${evidence.ref}-${evidence.eventId ?? ""}`}
              evidence={evidence}
            />
          ) : (
            (current?.evidence.length ?? 0) === 0 && (
              <EmptyState title="No sources">
                When the agent proposes something, its sources appear here with the cited passage marked.
              </EmptyState>
            )
          )}
        </TabsContent>
        <TabsContent value="similar">{data && <SimilarCases detail={data} />}</TabsContent>
        <TabsContent value="agent">
          <Findings
            ticketId={ticketId}
            isClosed={data !== undefined && !isActive(data.ticket.status)}
            isAsked={isAsked}
            onFocused={() => setAsked(false)}
          />
          <AgentRuns ticketId={ticketId} />
        </TabsContent>
        <TabsContent value="ask">
          <AskPanel ticketId={ticketId} />
        </TabsContent>
      </div>
    </Tabs>
  );
}
