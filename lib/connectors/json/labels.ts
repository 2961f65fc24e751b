/** Where the alert of a payload is, and what it is about, as labels. Pure. */
import { isComponentLabel } from "#lib/incidents/identity";
import { at, tagged } from "../alerts";
import { isScalar, type Leaf } from "./leaves";
import { isAloof, isCheckedService } from "./roles";

/** What names the component, its place, and what the sender itself calls labels. */
export function labelsOf(leaves: readonly Leaf[], tags: Record<string, string>): Record<string, string> {
  const labels = { ...tags };
  for (const leaf of leaves) {
    if (typeof leaf.value === "boolean" || isAloof(leaf)) continue;
    const label = labelOf(leaf);
    if (label) labels[label] ??= String(leaf.value);
  }
  if (labels.app !== undefined && leaves.some((leaf) => isPageOf(labels.app ?? "", leaf))) delete labels.app;
  if (!Object.keys(labels).some((label) => isComponentLabel(label, "what"))) {
    const resource = leaves.flatMap(resourceOf)[0] ?? leaves.flatMap(projectOf)[0];
    if (resource) labels.resource = resource;
  }
  return labels;
}

/** True for an address under which the sender shows `app` itself, as Splunk does: it is where somebody looks, not what failed. */
function isPageOf(app: string, { value }: Leaf): boolean {
  if (typeof value !== "string" || !URL.canParse(value)) return false;
  const path = new URL(value).pathname.replace(/^\/[a-z]{2}-[A-Z]{2}(?=\/)/, "");
  return path.startsWith(`/app/${encodeURIComponent(app)}/`);
}

/** What was built or deployed, or whose agent tells it, where nothing nearer is named. */
function projectOf({ words, within, value }: Leaf): string[] {
  const holder = within.length === 1 ? (within[0]?.at(-1) ?? "") : "";
  const isProject = /^(?:project|repository|repo|agent)$/.test(holder) && words.join("") === "name";
  return isProject && typeof value === "string" ? [value] : [];
}

function labelOf({ key, words, within }: Leaf): string | null {
  if (within.some((of) => /^(?:labels?|tags?|details|dimensions|group|custom)$/.test(of.at(-1) ?? "")))
    return key;
  const [whole, short] = [words.join("_"), words.slice(0, -1).join("_")];
  if (isComponentLabel(whole)) return whole;
  if (words.at(-1) === "name" && isComponentLabel(short)) return short;
  const holder = within.at(-1)?.join("_") ?? "";
  return isComponentLabel(holder) && /^(?:name|summary|slug|title)$/.test(whole) ? holder : null;
}

/** The thing an alert is about, where nothing calls it a service or host: an entity, a device, or an address that is no page. */
function resourceOf(leaf: Leaf): string[] {
  const { words, within, value } = leaf;
  if (typeof value !== "string" || isAloof(leaf)) return [];
  const path = [...within.flat(), ...words];
  const isThing = path.some((word) => /^(?:entity|entities|targets?|device|server|machine)$/.test(word));
  if (
    isThing &&
    /^(?:names?|entity|entities|targets?|device|server|machine)$/.test(words.at(-1) ?? "") &&
    !/^[A-Z]+-[0-9A-F]+$/.test(value)
  )
    return [/^https?:/.test(value) && URL.canParse(value) ? new URL(value).hostname : value];
  if (words.at(-1) !== "url" || !URL.canParse(value)) return [];
  const { hostname, pathname, search, hash } = new URL(value);
  return pathname === "/" && !search && !hash ? [hostname] : [];
}

/** What is looked at on a host, which is no service others call. */
export function checkOf(leaves: readonly Leaf[], labels: Record<string, string>) {
  const isOnHost = Object.keys(labels).some((label) => /^host(?:name)?$/.test(label));
  const leaf = isOnHost ? leaves.find(isCheckedService) : undefined;
  return leaf && { key: labelOf(leaf) ?? leaf.key, value: leaf.value };
}

export function tagsOf(own: object, leaves: readonly Leaf[]): Record<string, string> {
  const lists = [own, ...Object.values(own)].flatMap((holder) => {
    const tags = at(holder, "tags") ?? at(holder, "Tags");
    return Array.isArray(tags) && tags.every(isScalar) ? [tags] : [];
  });
  const texts = leaves.flatMap(({ words, value }) =>
    words.join("") === "tags" && typeof value === "string" ? [value] : [],
  );
  return Object.fromEntries(
    [...lists, ...texts].flatMap((tags) =>
      Object.entries(tagged(tags))
        .filter(([, text]) => text !== "yes")
        .map(([name, text]) => [name.trim(), text.trim()]),
    ),
  );
}
