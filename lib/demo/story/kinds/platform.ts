/** Kinds of case about load balancers, clusters, instances, paths and domains. */

import { idOf, since, workload } from "./cloud";
import type { Found, RequestKind } from "./model";

export const platformKinds: RequestKind[] = [
  {
    key: "balancer",
    queue: "networking",
    category: "load_balancer",
    service: "Balancer",
    priority: "high",
    weight: 6,
    usual: ["probe_path_fails", "probe_port_closed"],
    facts: (dice) => ({ balancer: idOf("lb", 4, dice), app: workload(dice), since: since(dice) }),
    subjects: [
      "{502|504|Errors} {from|on} $balancer",
      "$app {not reachable|is down}, {502|bad gateway}",
      "{Load balancer|Balancer} $balancer",
    ],
    told: [
      "{Every|Nearly every} request to $balancer {ends in|gives} {502|504|a gateway error} since $since. {The application answers locally.|From inside it works.} {What does your probe see?|Can you check?}",
      "$app behind $balancer {is not reachable|fails} since $since, {customers are calling|we lose orders}. {Please look.|What is wrong?}",
    ],
    untold: [
      "{Our|The} site $app {is down|gives 502} since $since. {Please check the load balancer.|What can you see?}",
      "502 everywhere since $since, $app {itself runs|is fine locally}",
    ],
    ask: "Hello, I am on it. Which load balancer is it? The id starts with lb- and stands in the console under Balancer; its host name also helps.",
    given: ["$balancer", "{It is|That is} $balancer{.|, thanks}"],
    lookUp: ({ balancer }) => ({ tool: "get_lb_health", arguments: { load_balancer: balancer } }),
    answer: (found, { balancer }) => balancerAnswer(found, balancer ?? ""),
    questions: [
      [
        "How soon are the targets back after that?",
        "About half a minute: two good probes in a row are enough.",
      ],
      [
        "Can I see this myself somewhere?",
        "Yes, in the console under Balancer > Targets, with the last answer of each probe.",
      ],
    ],
  },
  {
    key: "cluster",
    queue: "compute",
    category: "kubernetes",
    service: "Kubernetes",
    priority: "high",
    weight: 5,
    usual: ["OOMKilled", "FailedScheduling"],
    facts: (dice, { key }) => ({
      cluster: `k8s-${key.slice(0, 8)}-${dice.pick(["live", "prod", "stage"])}`,
      namespace: workload(dice),
      since: since(dice),
    }),
    subjects: [
      "{Pods|Deployment} in $namespace {do not start|restart all the time|crash}",
      "$cluster: {pods pending|crash loop}",
      "$namespace {crash looping|does not come up}",
    ],
    told: [
      "{Pods|Everything} in namespace $namespace of $cluster {restart|fail|do not start} since $since. {What do the events say?|Can you look?}",
      "cluster $cluster, namespace $namespace: {CrashLoopBackOff|Pending|not ready} since $since. {any idea?|help please}",
    ],
    untold: [
      "{Our|The} pods {crash|stay pending|restart again and again} since $since. {We rolled back and it did not help.|Nothing was changed.}",
      "deployment {does not come up|is stuck} since $since",
    ],
    ask: "Hello, I will look at the events. Please send me the id of the cluster (it starts with k8s-) and the namespace.",
    given: ["$cluster, namespace $namespace", "{Cluster|It is} $cluster and the namespace is $namespace."],
    lookUp: ({ cluster, namespace }) => ({ tool: "get_cluster_events", arguments: { cluster, namespace } }),
    answer: (found, { namespace }) => clusterAnswer(found, namespace ?? ""),
    questions: [
      [
        "Do we have to restart the pods afterwards?",
        "No, the deployment does that by itself as soon as it is changed.",
      ],
      [
        "Why did this not happen last week?",
        "It was close to the limit before; the events go back only one hour, so I cannot say what tipped it.",
      ],
    ],
  },
  {
    key: "instance",
    queue: "compute",
    category: "instance_unreachable",
    service: "Compute",
    priority: "high",
    weight: 4,
    usual: ["host_failure", "guest_out_of_memory"],
    facts: (dice) => ({ instance: idOf("vm", 6, dice), app: workload(dice), since: since(dice) }),
    subjects: [
      "$instance {not reachable|does not answer|hangs}",
      "{Server|Instance} of $app is {down|gone}",
      "{No ssh|No ping} to $instance",
    ],
    told: [
      "{Instance|Server} $instance ($app) {does not answer|is not reachable} since $since. {Is it the host?|Can you see its console?}",
      "$instance {is dead|stopped answering} since $since, {ssh times out|no ping}. {please check|What happened?}",
    ],
    untold: [
      "{One of our servers|The machine of $app} {does not answer|is unreachable} since $since.",
      "{server down|machine gone} since $since, $app {offline|affected}",
    ],
    ask: "Hello, I will find out. Please send me the id of the instance; it starts with vm- and stands in the console under Compute.",
    given: ["$instance", "{It is|The id is} $instance{.|, sorry}"],
    lookUp: ({ instance }) => ({ tool: "describe_instance", arguments: { instance } }),
    answer: (found, { instance }) => instanceAnswer(found, instance ?? ""),
    questions: [["Did the disk survive?", "Yes, the boot disk and all volumes are untouched."]],
  },
  {
    key: "path",
    queue: "networking",
    category: "private_network",
    service: "Network",
    priority: "normal",
    weight: 3,
    usual: ["firewall_blocks", "route_missing"],
    facts: (dice) => ({
      source: idOf("vm", 6, dice),
      destination: idOf("vm", 6, dice),
      port: String(dice.pick([443, 5432, 6379, 8443, 9092])),
      since: since(dice),
    }),
    subjects: [
      "{No connection|Timeout} to $destination",
      "$source cannot reach $destination",
      "{Private network|Firewall} {question|problem}",
    ],
    told: [
      "$source {cannot reach|gets no answer from} $destination on port $port since $since. {Is it a firewall?|Where do the packets end?}",
      "connection timed out from $source to $destination port $port, {since|began} $since",
    ],
    untold: [
      "{Two of our servers|Our app and its backend} {cannot talk to each other|lost their connection} since $since.",
      "{timeouts in the private network|no connection between our machines} since $since",
    ],
    ask: "Hello, sure. Please send me the source instance, the destination and the port, and I follow the path from our side.",
    given: [
      "from $source to $destination, port $port",
      "{Source|It is} $source, destination $destination, port $port.",
    ],
    lookUp: ({ source, destination, port }) => ({
      tool: "check_path",
      arguments: { source, destination, port: Number(port) },
    }),
    answer: pathAnswer,
    questions: [
      ["Does the tunnel go down while we change that?", "No, it applies at once and the tunnel stays up."],
    ],
  },
  {
    key: "domain",
    queue: "networking",
    category: "domain_certificate",
    service: "DNS",
    priority: "normal",
    weight: 4,
    usual: ["validation_record_missing", "nameservers_elsewhere"],
    facts: (dice, { email }) => ({
      domain: `${dice.pick(["www", "shop", "app", "my", "static", "status", "go", "mail"])}${dice.between(1, 40)}.${email.split("@")[1]}`,
    }),
    subjects: [
      "{Certificate|Domain} {pending|does not work}: $domain",
      "$domain {stays pending|not reachable}",
      "{New domain|DNS} $domain",
      "{Our new|A new} domain {does not work|stays pending}",
    ],
    told: [
      "{I added|We added} $domain {yesterday|two hours ago|this morning} and {the certificate stays pending|it does not work yet}. {What is missing?|Did I forget something?}",
      "{The|our} domain $domain {still shows the old site|has no valid certificate}. {Can you check?|what do you see from outside?}",
    ],
    untold: [
      "{Our new domain|The domain we moved} {does not work|has no certificate}. {What did we miss?|Please check.}",
    ],
    ask: "Hello, gladly. Which domain is it, written out in full?",
    given: ["{It is|That is} $domain{.|}", "$domain"],
    lookUp: ({ domain }) => ({ tool: "check_dns", arguments: { domain } }),
    answer: (found, { domain }) => domainAnswer(found, domain ?? ""),
    questions: [
      [
        "How long does it take after the record is there?",
        "We look every ten minutes; the certificate follows within the next ten.",
      ],
    ],
  },
];

function balancerAnswer(found: Found, balancer: string): string {
  const of = (name: string) => String(found[name]);
  switch (found.finding) {
    case "probe_path_fails":
      return `Hello, ${of("targets_healthy")} of ${of("targets_total")} targets of ${balancer} are healthy: the probe asks for ${of("probe_path")} on port ${of("probe_port")} and gets ${of("probe_answer")}. Please let the application answer 200 there, or point the probe at a path that exists: \`hctl lb probe set ${balancer} --path <path>\`. Targets come back about half a minute after that.`;
    case "probe_port_closed":
      return `Hello, ${of("targets_healthy")} of ${of("targets_total")} targets of ${balancer} are healthy: on port ${of("probe_port")} the probe gets connection refused, so nothing listens there on the targets. Please check that the application runs and listens on port ${of("probe_port")} on all addresses, not only on localhost. Did anything restart or get deployed shortly before?`;
    case "target_timeout":
      return `Hello, all ${of("targets_total")} targets of ${balancer} are healthy, but some answers take longer than its idle timeout of ${of("idle_timeout_seconds")} seconds, and then the balancer returns 504. You can raise the timeout with \`hctl lb update ${balancer} --idle-timeout 120\`; it applies to new connections at once.`;
    default:
      return `Hello, all ${of("targets_total")} targets of ${balancer} are healthy and the probe gets 200. So the error comes from the application behind it; its log at that time shows which request it was.`;
  }
}

function clusterAnswer(found: Found, namespace: string): string {
  const of = (name: string) => String(found[name]);
  switch (found.reason) {
    case "OOMKilled":
      return `Hello, ${of("object")} in ${namespace} was killed ${of("count")} times in the last hour because it needs more memory than its limit of ${of("detail")}. Please raise the limit, or find what grew in the last release. \`kubectl top pod -n ${namespace}\` shows what it takes.`;
    case "ImagePullBackOff":
      return `Hello, ${of("object")} in ${namespace} cannot pull its image: the registry answers ${of("detail")}. The pull secret has run out or is missing in this namespace; please create it again with \`kubectl create secret docker-registry\` and name it in the deployment.`;
    case "FailedScheduling":
      return `Hello, ${of("object")} in ${namespace} finds no node: ${of("detail")}. Please lower its requests or let the pool grow with \`hctl k8s pool scale\`; autoscaling stops at the maximum of the pool.`;
    default:
      return `Hello, ${of("object")} reports ${of("reason")}: ${of("detail")}. Auto-repair replaces the node; pods are scheduled elsewhere within five minutes. Please tell me if ${namespace} is not back by then.`;
  }
}

function instanceAnswer(found: Found, instance: string): string {
  const of = (name: string) => String(found[name]);
  switch (found.finding) {
    case "host_failure":
      return `Hello, the host of ${instance} failed and the instance was restarted on another one; the last line on its console is: ${of("console_line")}. It should answer again within five minutes. Volumes are attached as before. I am sorry for the interruption.`;
    case "guest_out_of_memory":
      return `Hello, ${instance} is running, but it is out of memory; the last line on its console is: ${of("console_line")}. Please restart it and either give it more memory (it is a ${of("machine_type")} now; \`hctl compute resize ${instance} --type <type>\`) or limit that process. The host is healthy.`;
    default:
      return `Hello, ${instance} runs and its console shows a login prompt, so it is not the host. Please check the firewall inside the guest and the security group; \`hctl compute console ${instance}\` gets you in without the network.`;
  }
}

function pathAnswer(
  found: Found,
  { source = "", destination = "", port = "" }: Record<string, string>,
): string {
  const of = (name: string) => String(found[name]);
  switch (found.finding) {
    case "firewall_blocks":
      return `Hello, packets from ${source} to ${destination} on port ${port} are dropped by firewall rule set ${of("stopped_by")} in ${of("network")}; the new source is not on its list. Please add it: \`hctl fw allow ${of("stopped_by")} --from ${source} --port ${port}\`. It applies at once, also to connections that are being retried.`;
    case "route_missing":
      return `Hello, there is no way from ${source} to ${destination}: route table ${of("stopped_by")} in ${of("network")} has no route for that address, so the packets leave through the default gateway and are lost. Please add one with \`hctl net route add ${of("stopped_by")}\`.`;
    case "peering_inactive":
      return `Hello, the path from ${source} to ${destination} ends at ${of("stopped_by")}, which is not active: a peering carries traffic only after the owner of the other network has accepted it. Please let them run \`hctl net peering accept ${of("stopped_by")}\`; routes are exchanged within a minute. Your firewall rules are fine.`;
    default:
      return `Hello, the path from ${source} to ${destination} on port ${port} is open from our side. Please check that something listens there: \`ss -ltn\` on ${destination} shows it.`;
  }
}

function domainAnswer(found: Found, domain: string): string {
  const of = (name: string) => String(found[name]);
  switch (found.finding) {
    case "validation_record_missing":
      return `Hello, the certificate of ${domain} is pending because we cannot see the record that proves the domain is yours. Please create this one at ${of("nameservers")}: \`${of("expected_record")}\`. We look again every ten minutes, and the certificate follows by itself.`;
    case "nameservers_elsewhere":
      return `Hello, the world still asks ${of("nameservers")} for ${domain} and gets ${of("resolves_to")}, so the records in our console are not used yet. Please set the name servers at the registrar where the domain was bought: \`${of("expected_record")}\`. Depending on the old time to live it takes up to 24 hours until everybody sees it.`;
    default:
      return `Hello, ${domain} resolves to ${of("resolves_to")} and its certificate is valid from where we look. Please clear the cache of your resolver or try another network; it is an old answer that is kept somewhere.`;
  }
}
