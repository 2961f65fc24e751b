/** Who can administer the desk while the identity provider is away, or not to be believed. */
import { Badge } from "../../ui/badge";
import { Section } from "../../ui/section";

export function OwnWaysIn({ names }: { names: readonly string[] }) {
  return (
    <Section
      title="Without the identity provider"
      description="Administrators with a password or a passkey of their own. The provider cannot sign anybody in to an account that has a password. The last of these administrators cannot be removed."
    >
      {names.length > 0 ? (
        <p>{names.join(", ")}</p>
      ) : (
        <p>
          <Badge tone="caution">Nobody</Badge> Give one administrator a password under People.
        </p>
      )}
    </Section>
  );
}
