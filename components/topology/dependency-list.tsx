/** What each service depends on and how that is known; a person adds to it, and says what is wrong. */
"use client";
import { Waypoints } from "lucide-react";
import { useState } from "react";
import type { ServerAction } from "#lib/platform/model";
import type { KnownDependency } from "#lib/topology/model";
import { Refusal } from "../refusal";
import { FormDialog } from "../settings/form-dialog";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { RelativeTime } from "../ui/relative-time";
import { Section } from "../ui/section";
import { blockOnPhone, Table, Td, Th } from "../ui/table";
import { TextareaField } from "../ui/textarea-field";
import { useAction } from "../use-action";
import { originWords } from "./topology-words";

type Outcome = { services: number; dependencies: number };
type Ignoring = { service: string; dependsOn: string; isIgnored: boolean };
type DependencyListProps = {
  known: { dependencies: readonly KnownDependency[]; more: number; alone: readonly string[] };
  importDependencies: ServerAction<{ text: string }, Outcome>;
  ignore: ServerAction<Ignoring, { isIgnored: boolean }>;
};

export function DependencyList({ known, importDependencies, ignore }: DependencyListProps) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  return (
    <Section
      title="What services depend on"
      description="Alerts of services that call each other are more likely to become one incident, and its page names the likely origin. Dependencies also come from metrics of calls and from service catalogues."
      actions={
        <FormDialog
          title="Paste dependencies"
          trigger={<Button>Paste dependencies</Button>}
          submit="Import"
          action={importDependencies}
          read={(text) => ({ text: text("text") })}
          onDone={setOutcome}
        >
          {(faultOf) => (
            <TextareaField
              label="Lines of service and what it depends on"
              hint="Or the YAML or JSON of a service catalogue. What is pasted of a service replaces what was pasted of it before."
              error={faultOf("text")}
              name="text"
              rows={8}
              required
              placeholder={"service,depends_on\ncheckout,payments\ncheckout,stock"}
            />
          )}
        </FormDialog>
      }
    >
      {outcome && (
        <p role="status" className="mb-3">
          Imported: {outcome.dependencies} dependencies of {outcome.services} services.
        </p>
      )}
      {known.dependencies.length === 0 ? (
        <EmptyState icon={<Waypoints />} title="No dependency is known yet">
          Paste a table, or send service graph metrics to a source under Metrics.
        </EmptyState>
      ) : (
        <DependencyTable dependencies={known.dependencies} ignore={ignore} />
      )}
      {known.alone.length > 0 && (
        <p className="mt-2 text-ink-muted">
          On the map without calls: <bdi>{known.alone.join(", ")}</bdi>
        </p>
      )}
      {known.more > 0 && <p className="mt-2 text-ink-muted">{known.more} more are not shown.</p>}
    </Section>
  );
}

const { row, cell } = blockOnPhone;

function DependencyTable({
  dependencies,
  ignore,
}: {
  dependencies: readonly KnownDependency[];
  ignore: DependencyListProps["ignore"];
}) {
  const ignoring = useAction("dependency-list", ignore);
  return (
    <>
      <Refusal>{ignoring.refusal}</Refusal>
      <Table label="Dependencies between services" className={blockOnPhone.table}>
        <thead className={blockOnPhone.head}>
          <tr>
            <Th>Service</Th>
            <Th>Depends on</Th>
            <Th>Known from</Th>
            <Th>
              <span className="sr-only">What to do</span>
            </Th>
          </tr>
        </thead>
        <tbody className={blockOnPhone.body}>
          {dependencies.map((one) => {
            const { service, dependsOn, isIgnored, isStale, lastSeenAt } = one;
            const words = isIgnored ? "Use again" : "Ignore";
            return (
              <tr key={`${service} ${dependsOn}`} className={row}>
                <Td className={cell}>
                  <bdi>{service}</bdi>
                </Td>
                <Td className={cell}>
                  <bdi className={isIgnored || isStale ? "text-ink-faint line-through" : undefined}>
                    {dependsOn}
                  </bdi>
                </Td>
                <Td className={cell}>
                  <span className="text-ink-muted">
                    {originWords(one)}
                    {isIgnored ? ", ignored" : isStale && ", not seen for 30 days"}{" "}
                    <RelativeTime time={lastSeenAt} />
                  </span>
                </Td>
                <Td className={cell}>
                  <Button
                    size="sm"
                    aria-label={`${words}: ${service} depends on ${dependsOn}`}
                    busy={ignoring.busy}
                    onClick={() => ignoring.run({ service, dependsOn, isIgnored: !isIgnored })}
                  >
                    {words}
                  </Button>
                </Td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </>
  );
}
