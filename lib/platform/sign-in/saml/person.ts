/** Whom an assertion names, by the names providers usually give what they say of somebody. Pure. */
import type { Environment } from "../../env";
import type { Asserted } from "./assertion";

export type SamlPerson = { subject: string; email: string; name: string; groups?: string[] | undefined };

const claims = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims";
const usual = {
  email: ["email", "mail", `${claims}/emailaddress`, "urn:oid:0.9.2342.19200300.100.1.3"],
  name: [
    "displayName",
    "name",
    "http://schemas.microsoft.com/identity/claims/displayname",
    "urn:oid:2.16.840.1.113730.3.1.241",
  ],
  first: ["firstName", "givenName", `${claims}/givenname`, "urn:oid:2.5.4.42"],
  last: ["lastName", "surname", "sn", `${claims}/surname`, "urn:oid:2.5.4.4"],
  groups: ["groups", "memberOf", "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups"],
} as const;

type Names = Pick<Environment, "VIGIL_SAML_EMAIL" | "VIGIL_SAML_GROUPS">;

/** The person; the address is what stands for it, else the name itself where that is one. Throws without one. */
export function personOf({ nameId, attributes }: Asserted, names: Names): SamlPerson {
  const all = (listed: readonly string[]) =>
    listed.map((name) => (Object.hasOwn(attributes, name) ? attributes[name] : undefined)).find(Boolean);
  const first = (listed: readonly string[]) => all(listed)?.[0];
  const email = first(names.VIGIL_SAML_EMAIL ? [names.VIGIL_SAML_EMAIL] : usual.email) ?? nameId;
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new Error("no address");
  const full = [first(usual.first), first(usual.last)].filter(Boolean).join(" ");
  return {
    subject: nameId,
    email: email.toLowerCase(),
    name: first(usual.name) ?? (full || email),
    groups: all(names.VIGIL_SAML_GROUPS ? [names.VIGIL_SAML_GROUPS] : usual.groups),
  };
}
