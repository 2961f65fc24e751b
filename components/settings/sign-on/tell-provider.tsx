/** What is pasted at the identity provider. */
import { CodeBlock } from "../../ui/code-block";
import { Section } from "../../ui/section";

type TellProviderProps = {
  /** The one in use; null: both are told. */
  protocol: "oidc" | "saml" | null;
  origin: string;
  hasScim: boolean;
};

export function TellProvider({ protocol, origin, hasScim }: TellProviderProps) {
  return (
    <>
      {protocol !== "oidc" && (
        <Section
          title="For SAML"
          description="Paste these at the provider, or give it the metadata address. Let it sign assertions or answers with SHA-256, send a lasting name (persistent, or the email address), and the attributes email, displayName and groups. Save its own metadata file for VIGIL_SAML_METADATA."
        >
          <Pasted
            term="Entity ID (audience) and metadata address"
            value={`${origin}/api/auth/saml/metadata`}
          />
          <Pasted
            term="Assertion consumer service (reply address, POST)"
            value={`${origin}/api/auth/saml/acs`}
          />
        </Section>
      )}
      {protocol !== "saml" && (
        <Section
          title="For OpenID Connect"
          description="A confidential client with the authorization code flow and PKCE; scopes openid, email and profile, and a claim with groups."
        >
          <Pasted term="Redirect address" value={`${origin}/api/auth/callback/oidc`} />
        </Section>
      )}
      <Section
        title="For accounts and groups (SCIM)"
        description={
          hasScim
            ? "Switched on. The provider sends the token of VIGIL_SCIM_TOKEN."
            : "Switched off. Set VIGIL_SCIM_TOKEN to let the provider make accounts and shut out people who left."
        }
      >
        <Pasted term="SCIM base address" value={`${origin}/api/scim/v2`} />
      </Section>
    </>
  );
}

function Pasted({ term, value }: { term: string; value: string }) {
  return (
    <div className="mb-3 max-w-xl">
      <p className="mb-1 text-ink-muted">{term}</p>
      <CodeBlock code={value} label={term} wrap />
    </div>
  );
}
