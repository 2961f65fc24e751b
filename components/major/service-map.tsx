/** Whom each service serves, and a table to say so. */
"use client";
import { Network } from "lucide-react";
import { useState } from "react";
import { countWords } from "#lib/platform/count/rules";
import type { ServerAction } from "#lib/platform/model";
import { FormDialog } from "../settings/form-dialog";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { Table, Td, Th } from "../ui/table";
import { TextareaField } from "../ui/textarea-field";

type Outcome = { services: number; customers: number; unknown: string[] };
type ServiceMapProps = {
  services: readonly { service: string; fromTable: number; fromHistory: number }[];
  importMap: ServerAction<{ csv: string }, Outcome>;
};

export function ServiceMap({ services, importMap }: ServiceMapProps) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  return (
    <>
      <PageHeader
        title="Services"
        description="Whom each service serves: when it fails, these customers are proposed a message before they write. Whoever wrote about a service within 180 days counts as well."
        actions={
          <FormDialog
            title="Paste a table"
            submit="Import"
            action={importMap}
            read={(text) => ({ csv: text("csv") })}
            onDone={setOutcome}
          >
            {(faultOf) => (
              <TextareaField
                label="Lines of service and customer"
                hint="The customer by address, by their id at the sender, or by company. What the table says of a service replaces what an earlier one said."
                error={faultOf("csv")}
                name="csv"
                rows={8}
                required
                placeholder={"checkout,ada@example.com\ncheckout,Example Ltd"}
              />
            )}
          </FormDialog>
        }
      />
      {outcome && (
        <p role="status" className="mb-3">
          Imported: {countWords(outcome.customers, "customer")} of {countWords(outcome.services, "service")}.
          {outcome.unknown.length > 0 &&
            ` No customer found for: ${outcome.unknown.slice(0, 20).join(", ")}.`}
        </p>
      )}
      {services.length === 0 ? (
        <EmptyState icon={<Network />} title="No service is known yet">
          Paste a table, or file tickets under a service: who writes about it is remembered.
        </EmptyState>
      ) : (
        <Table label="Services">
          <thead>
            <tr>
              <Th>Service</Th>
              <Th numeric>Customers listed</Th>
              <Th numeric>Customers who wrote about it</Th>
            </tr>
          </thead>
          <tbody>
            {services.map(({ service, fromTable, fromHistory }) => (
              <tr key={service}>
                <Td>
                  <bdi>{service}</bdi>
                </Td>
                <Td numeric>{fromTable}</Td>
                <Td numeric>{fromHistory}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </>
  );
}
