/** Which model drafts. */
import type { Metadata } from "next";
import { EndpointForm } from "#components/settings/endpoint-form";
import { ModelTrialButton } from "#components/settings/model-trial-button";
import { Badge } from "#components/ui/badge";
import { DefinitionList } from "#components/ui/definition-list";
import { PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { embeddingHealth } from "#lib/models/embedding-health";
import { secretNames } from "#lib/secrets/queries";
import type { EndpointView } from "#lib/settings/model";
import { endpointView } from "#lib/settings/queries";
import { requireCtx } from "../../../session";
import { removeModelEndpointAction, saveModelEndpointAction } from "./actions";

export const metadata: Metadata = { title: "Model" };

export default async function ModelPage() {
  const ctx = await requireCtx("model.manage");
  const [endpoint, embeddings, secrets] = await Promise.all([
    endpointView(ctx),
    embeddingHealth(ctx),
    secretNames(ctx),
  ]);
  return (
    <>
      <PageHeader
        title="Model"
        description="Drafts come from your model endpoint or from the built-in apprentice. Whether a draft is shown is decided by what Vigil learned from your team, not by the model."
      />
      <Section title="Current model" actions={endpoint && <ModelTrialButton />}>
        <InForce endpoint={endpoint} embeddings={embeddings} />
      </Section>
      <Section
        title="Endpoint"
        description="Any server with an OpenAI-compatible API. If it fails, the apprentice drafts instead and the card says so."
      >
        <EndpointForm
          key={JSON.stringify(endpoint)}
          endpoint={endpoint}
          secrets={secrets}
          save={saveModelEndpointAction}
          remove={removeModelEndpointAction}
        />
      </Section>
    </>
  );
}

function InForce({ endpoint, embeddings }: { endpoint: EndpointView | null; embeddings: string | null }) {
  if (!endpoint)
    return (
      <p>
        <Badge tone="accent">Built-in apprentice</Badge> It learns from your closed tickets and decisions and
        runs on this machine only.
      </p>
    );
  return (
    <DefinitionList
      items={[
        { term: "Model", value: endpoint.model },
        {
          term: "Embeddings",
          value: endpoint.embeddingModel
            ? `${endpoint.embeddingModel}. ${embeddings ?? ""}`
            : "None. Search uses keywords only.",
        },
        { term: "Server", value: endpoint.baseUrl ?? "OpenAI" },
        { term: "Interface", value: endpoint.api === "chat" ? "Chat completions" : "Responses" },
        {
          term: "Key",
          value: endpoint.keySecret
            ? `Secret ${endpoint.keySecret}`
            : endpoint.hasKey
              ? "Set, encrypted"
              : "None",
        },
        {
          term: "Set by",
          value: endpoint.source === "settings" ? "This page" : "The environment (OPENAI_…)",
        },
      ]}
    />
  );
}
