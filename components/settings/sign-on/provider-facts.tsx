/** Which identity provider is set, who may come from there and as what. */
import { roleNames } from "#lib/platform/rules";
import type { ProviderState } from "#lib/platform/sign-in/model";
import { Refusal } from "../../refusal";
import { DefinitionList } from "../../ui/definition-list";
import { RelativeTime } from "../../ui/relative-time";
import { Section } from "../../ui/section";

const protocols = { oidc: "OpenID Connect", saml: "SAML 2.0" } as const;

export function ProviderFacts({ state }: { state: ProviderState | null }) {
  if (!state)
    return (
      <Section title="Identity provider">
        <p className="max-w-prose text-ink-muted">
          None is set: people sign in with a password or a passkey. To set one, give it the addresses below,
          then set <code>VIGIL_SAML_METADATA</code> or <code>VIGIL_OIDC_ISSUER</code> in the environment as{" "}
          <code>.env.example</code> describes, and restart.
        </p>
      </Section>
    );
  const groups = Object.entries(state.roles);
  return (
    <Section title="Identity provider">
      <Refusal>{state.problem ?? undefined}</Refusal>
      <DefinitionList
        items={[
          { term: "Name", value: state.name },
          { term: "Protocol", value: protocols[state.protocol] },
          { term: "Calls itself", value: <span className="break-all">{state.issuer || "Unknown"}</span> },
          { term: "Domains", value: state.domains.join(", ") || "Every address it has verified" },
          {
            term: "Groups",
            value:
              groups.map(([group, role]) => `${group}: ${roleNames[role]}`).join(", ") ||
              "None has a role: everybody comes in as a viewer",
          },
          ...(state.protocol === "saml"
            ? [
                {
                  term: "Encrypted assertions",
                  value: state.hasOwnKey
                    ? "Read; requests are signed"
                    : "Not read, and requests are not signed: set VIGIL_SAML_KEY",
                },
              ]
            : []),
          ...(state.certificateEndsAt
            ? [{ term: "Certificate ends", value: <RelativeTime time={state.certificateEndsAt} /> }]
            : []),
        ]}
      />
    </Section>
  );
}
