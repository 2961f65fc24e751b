/** What an alert is about, read from its labels: the component that fails, and the series its rule watches. Pure. */
import { createHash } from "node:crypto";
import { type ServiceName, serviceName } from "#lib/topology/model";

/** What is read of an alert. */
export type Labelled = {
  source: string;
  fingerprint: string;
  name: string;
  labels: Record<string, string>;
  groupKey: string | null;
};

export type Texts = Record<string, string>;

/** Where something runs: the same service elsewhere is another component. */
const scopeLabels = labelSet(
  "cluster cluster_name k8s_cluster kube_cluster_name region aws_region topology_kubernetes_io_region topology_kubernetes_io_zone location environment env stage datacenter dc site account account_id subscription project_id tenant",
);

/** A zone may be one of names or of heat, too: it is a place where it is told as a part of a region, `us-central1-c`. */
const zoneLabels = labelSet("zone availability_zone availabilityzone az");
const zone = /^[a-z]{2,20}(?:-[a-z]{1,20}){0,3}-?\d{1,2}-?[a-z]$/i;

/** Names of the thing that does the work, the surest first. */
const serviceLabels = labelList(
  "service app application service_name servicename app_kubernetes_io_name component microservice deployment statefulset daemonset workload cronjob job_name database db_instance queue topic bucket function",
);

/** Names of the machine it runs on, where nothing else is told. */
const machineLabels = labelList("host hostname node nodename resource instance");

/** Labels that tell one alert of a series from another, before anything was learnt. */
const volatileLabels = labelSet(
  "instance pod pod_name replica container_id uid id ip pod_ip node host hostname endpoint device mountpoint exported_instance shard partition worker pid trace_id request_id timestamp time url value",
);

/** Labels that say how bad it is, or who is told, not what it is about. */
const asideLabels = labelSet(
  "alertname severity priority level team owner prometheus receiver alertstate monitor",
);

/** Programs that watch others: as `job` or `service` they say who measured, not what failed. */
const watcher =
  /(?:exporter|state-metrics|cadvisor|kubelet|pushgateway|blackbox|node|otel-collector|telegraf)$/i;

/** What fails, and where: the same thing elsewhere is another component of the same kind. */
export type Component = { what: Texts; where: Texts };

/** The component an alert is about, null when its labels do not say; `what` is empty where only the place is told. */
export function componentOf({ labels }: Pick<Labelled, "labels">): Component {
  const known = new Map(Object.entries(labels).map(([name, text]) => [plain(name), text]));
  const where = Object.fromEntries([...known].filter(([name, text]) => text && isPlace(name, text)));
  return { what: whatOf(known), where };
}

function whatOf(known: ReadonlyMap<string, string>): Texts {
  const job = known.get("job") ?? "";
  const isWatched = watcher.test(job);
  const named = isWatched ? serviceLabels.slice(serviceLabels.indexOf("deployment")) : serviceLabels;
  const service = picked(known, named).find(([, text]) => !watcher.test(text));
  if (service) return { [service[0]]: service[1], ...namespaceOf(known) };
  const workload = workloadOf(known.get("pod") ?? known.get("pod_name") ?? "");
  if (workload) return { workload, ...namespaceOf(known) };
  const machine = picked(known, machineLabels)[0];
  if (job && !isWatched) return { job, ...(machine && { [machine[0]]: machine[1] }) };
  return machine && !isOwnAddress(machine, isWatched) ? { [machine[0]]: machine[1] } : {};
}

/** True for a label that says what fails or, unless only that is asked, where it is. */
export function isComponentLabel(label: string, of: "what" | "both" = "both"): boolean {
  const name = plain(label);
  if (serviceLabels.includes(name) || machineLabels.includes(name)) return true;
  return (
    ["job", "pod", "pod_name"].includes(name) ||
    (of === "both" && (name === "namespace" || scopeLabels.has(name) || zoneLabels.has(name)))
  );
}

/** The service a component is, as a map of services names it; null for a place alone. */
export function serviceNameOf(what: Texts): ServiceName | null {
  const names = Object.entries(what).filter(([label]) => label !== "namespace");
  const [, name] = names.find(([label]) => !machineLabels.includes(label)) ?? names[0] ?? [];
  if (!name) return null;
  const told = serviceName(name);
  return { ...told, namespace: told.namespace ?? what.namespace ?? null };
}

/** The same of the key of a component's kind, as far as it can be read again. */
export function serviceNameIn(kind: string): ServiceName | null {
  return serviceNameOf(textsIn(kind));
}

/** What a key was made of, where it is kept as it reads and no value has a comma. */
function textsIn(key: string): Texts {
  const parts = key.slice(key.indexOf(":") + 1).split(",");
  return Object.fromEntries(
    parts.map((part) => [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)]),
  );
}

/** The keys by which an incident is found by one of its services, wherever that runs: by name, and with its namespace. */
export function serviceKeys({ name, namespace }: ServiceName): string[] {
  const own = { name: name.toLowerCase() };
  return [keyOf("service", own), ...(namespace ? [keyOf("service", { ...own, namespace })] : [])];
}

/** What such keys name, each service once. */
export function servicesIn(keys: readonly string[]): ServiceName[] {
  const found = keys.map(textsIn).flatMap(({ name, namespace }) => (name ? [{ name, namespace }] : []));
  const placed = new Set(found.flatMap(({ name, namespace }) => (namespace ? name : [])));
  return found
    .filter(({ name, namespace }) => namespace || !placed.has(name))
    .map(({ name, namespace }) => ({ name, namespace: namespace ?? null }));
}

/** True unless two places, by their keys, are told to be different ones. */
export function maySharePlace(one: string | null, other: string | null): boolean {
  if (one === null || other === null || one === other) return true;
  const [here, there] = [textsIn(one), textsIn(other)];
  return Object.entries(here).every(([label, text]) => (there[label] ?? text) === text);
}

/** The key of a component's kind, of a component, and of the place it is in; null where the labels do not say. */
export type ComponentKeys = { kind: string | null; component: string | null; scope: string | null };

/** The keys of the component an alert is about. */
export function componentKeys({ what, where }: Component): ComponentKeys {
  const kind = Object.keys(what).length > 0 ? keyOf("component", what) : null;
  const scope = Object.keys(where).length > 0 ? keyOf("scope", where) : null;
  return { kind, scope, component: kind && placed(kind, scope) };
}

/** A component of a kind at a place. */
export function placed(kind: string, scope: string | null): string {
  return `${kind} @ ${scope ?? ""}`;
}

/** Its service in a word: for lists. */
export function serviceOf(alert: Pick<Labelled, "labels">): string | null {
  return Object.values(componentOf(alert).what)[0] ?? null;
}

function isPlace(name: string, text: string): boolean {
  return scopeLabels.has(name) || (zoneLabels.has(name) && zone.test(text));
}

function picked(known: ReadonlyMap<string, string>, names: readonly string[]): [string, string][] {
  return names.flatMap((name) => {
    const text = known.get(name);
    return text ? [[name, text] satisfies [string, string]] : [];
  });
}

/** A rule with the labels that stay the same over its alerts, and those left aside: the same series fails in several places. */
export function seriesOf(
  { name, labels }: Labelled,
  learnt: ReadonlySet<string>,
): { shared: Texts; aside: string[] } {
  const aside: string[] = [];
  const { workload } = whatOf(new Map(Object.entries(labels).map(([label, text]) => [plain(label), text])));
  const shared: Texts = { alertname: name, ...(workload && { workload }) };
  for (const [label, text] of Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (asideLabels.has(plain(label))) continue;
    const isService = serviceLabels.includes(plain(label)) || isPlace(plain(label), text);
    if (!isService && (volatileLabels.has(plain(label)) || learnt.has(label))) aside.push(label);
    else shared[label] = text;
  }
  return { shared, aside };
}

/** The key of the rule that raises an alert: what is called alike means the same in all sources. */
export function ruleOf({ name }: Pick<Labelled, "name">): string {
  return keyOf("rule", { name });
}

/** Longest key that is kept as it reads. */
const longestKey = 200;

/** Texts as one key, whatever their order; a short one can be read. */
export function keyOf(
  kind: "group" | "component" | "series" | "scope" | "service" | "rule",
  texts: Texts,
): string {
  const sorted = Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1));
  const key = `${kind}:${sorted.map(([name, text]) => `${name}=${text}`).join(",")}`;
  if (key.length <= longestKey) return key;
  const digest = createHash("sha256").update(JSON.stringify(sorted)).digest("hex").slice(0, 24);
  return `${key.slice(0, longestKey - 30).replace(/[\ud800-\udbff]$/, "")}…${digest}`;
}

/** A component's key as people read it: `checkout, eu-1`. */
export function keyWords(key: string): string {
  const texts = key.slice(key.indexOf(":") + 1).split(",");
  return texts.map((text) => text.slice(text.indexOf("=") + 1)).join(", ");
}

function namespaceOf(known: ReadonlyMap<string, string>): Texts {
  const namespace = known.get("namespace") ?? known.get("kubernetes_namespace");
  return namespace ? { namespace } : {};
}

/** `checkout-7d9c6b5f4-x2x9z` and `db-0` are pods of `checkout` and `db`. */
function workloadOf(pod: string): string | null {
  const name = pod.replace(/(?:-[a-f0-9]{6,10})?-[a-z0-9]{5}$/, "").replace(/-\d+$/, "");
  return name || null;
}

/** The address of the program that watches is no machine that fails. */
function isOwnAddress([label]: readonly [string, string], isWatched: boolean): boolean {
  return isWatched && label === "instance";
}

function plain(label: string): string {
  return label.toLowerCase().replaceAll(/[.\-/]/g, "_");
}

function labelList(names: string): string[] {
  return names.split(" ");
}

function labelSet(names: string): Set<string> {
  return new Set(labelList(names));
}
