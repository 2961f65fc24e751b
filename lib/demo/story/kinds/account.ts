/** Kinds of case about quotas, invoices, roles and signing in, and questions the team knows by heart. */
import { project, region, since, workload } from "./cloud";
import type { Found, RequestKind } from "./model";

export const accountKinds: RequestKind[] = [
  {
    key: "quota",
    queue: "billing",
    category: "quota_increase",
    service: "Compute",
    priority: "normal",
    weight: 6,
    facts: (dice, customer) => ({
      project: project(dice, customer),
      region: region(dice),
      resource: dice.pick(["vCPU", "vCPU", "public IP", "SSD", "GPU"]),
      total: String(dice.pick([48, 96, 160, 192, 256, 320])),
    }),
    subjects: [
      "{More|Raise} $resource {in|for} $region",
      "$resource {quota|limit} $project",
      "{QUOTA_EXCEEDED|Quota reached} {in|for} $project",
    ],
    told: [
      "{Please raise|we need} {the|our} $resource {quota|limit} of {project |}$project in $region to $total{.|, thanks.} {We scale up tonight.|The launch is this week.|}",
      "{QUOTA_EXCEEDED|quota reached} for $resource in $region, project $project. {Can we get|Please set it to} $total{?| in total.}",
    ],
    untold: [
      "{We hit|we are at} the $resource {limit|quota} again{, please raise it.|. Can you increase it?}",
      "{cannot create more|scale-up is refused}, $resource quota",
    ],
    ask: "Hello, happy to raise it. Please send me the project id, the region and the total number you need (the new limit, not the difference).",
    given: [
      "{Project is|It is} $project, $region, {total|in total} $total $resource{.|}",
      "$project, $region, $total",
    ],
    lookUp: ({ project, region, resource }) => ({
      tool: "get_quota",
      arguments: { project, region, resource },
    }),
    answer: quotaAnswer,
    questions: [
      [
        "Do failed jobs come back by themselves?",
        "No, the platform does not know about them; whatever starts them has to start them again.",
      ],
      ["Does a higher limit cost anything?", "No, only what you use is on the invoice."],
    ],
  },
  {
    key: "invoice",
    queue: "billing",
    category: "invoice",
    service: "Billing",
    priority: "normal",
    weight: 4,
    usual: ["usage_growth"],
    facts: (dice) => ({ invoice: `HC-${dice.between(21_500, 48_999)}` }),
    subjects: [
      "{Invoice|Question about} $invoice",
      "$invoice {higher than expected|looks wrong}",
      "{Costs|Bill} {this|last} month",
    ],
    told: [
      "{Hi, invoice|Invoice} $invoice {is much higher than|does not look like} {the last one|last month}. {Which part grew?|Can you explain it?}",
      "{finance|Our accounting} asks {about|what is behind} $invoice{.|, it went up.} {Can you break it down?|What changed?}",
    ],
    untold: [
      "{Our last bill|The last invoice} {is higher than we expected|went up a lot}. {Why?|Can you explain?}",
    ],
    ask: "Hello, I will check it. Please send me the number of the invoice; it starts with HC- and stands at its top right.",
    given: ["$invoice", "{It is|The number is} $invoice."],
    lookUp: ({ invoice }) => ({ tool: "lookup_invoice", arguments: { invoice } }),
    answer: (found, { invoice }) => invoiceAnswer(found, invoice ?? ""),
    questions: [
      [
        "Is traffic inside one region on it too?",
        "No, traffic inside a region is free as long as it uses the internal endpoint.",
      ],
    ],
  },
  {
    key: "role",
    queue: "identity",
    category: "permission_denied",
    service: "Identity",
    priority: "normal",
    weight: 4,
    facts: (dice, customer) => ({
      project: project(dice, customer),
      principal: `${dice.pick(["ci", "deploy", "backup", "audit", "monitor", "release", "etl"])}-${workload(dice)}@${customer.email.split("@")[1]}`,
      since: since(dice),
    }),
    subjects: [
      "{PERMISSION_DENIED|No access} for $principal",
      "{Role|Rights} in $project",
      "$principal {is refused|has no rights}",
    ],
    told: [
      "$principal {gets PERMISSION_DENIED|is refused} in {project |}$project since $since. {Which role is missing?|What is the smallest role for this?}",
      "{Our account|The account} $principal {cannot do its job any more|has no access} in $project, {began|since} $since. {Please check its roles.|What happened?}",
    ],
    untold: [
      "{One of our service accounts|A colleague} {gets PERMISSION_DENIED|is refused} since $since. {Which role is needed?|Can you check?}",
    ],
    ask: "Hello, I will look at the roles. Please send me the project id and the account that is refused, exactly as it stands in the error (e-mail or service account).",
    given: ["{project|It is} $project, account $principal", "$principal in $project"],
    lookUp: ({ project, principal }) => ({ tool: "get_iam_policy", arguments: { project, principal } }),
    answer: roleAnswer,
    questions: [
      [
        "Can we give it for a limited time?",
        "Yes, add `--for 30d` to the command; it then runs out by itself.",
      ],
    ],
  },
  {
    key: "sign-in",
    queue: "identity",
    category: "sign_in",
    service: "Identity",
    priority: "high",
    weight: 3,
    usual: ["second_factor_unknown", "signing_certificate_expired"],
    facts: (dice, customer) => ({ project: project(dice, customer), since: since(dice) }),
    subjects: [
      "{Cannot sign in|Locked out|Sign-in fails}",
      "{Sign-in to|Login for} $project {fails|does not work}",
    ],
    told: [
      "{Nobody|I} {can't|cannot} sign in to $project since $since. {Please check.|What do you see in the log?}",
      "{Sign-in fails|locked out} in project $project since $since{, please help|. Any idea?}",
    ],
    untold: ["{I am|We are} locked out since $since. {Please help.|What is wrong?}"],
    ask: "Hello, I will have a look. Please send me the project id and the e-mail address you sign in with.",
    given: ["{It is|The project is} $project{.|, the address is this one}"],
    lookUp: ({ project }) => ({ tool: "get_audit_log", arguments: { project, action: "login.failed" } }),
    answer: signInAnswer,
    questions: [
      [
        "Can we be warned before that?",
        "Yes, under Identity > Single sign-on > Notify before expiry; 30 days is a good value.",
      ],
    ],
  },
  {
    key: "probe-addresses",
    queue: "networking",
    category: "probe_addresses",
    service: "Balancer",
    priority: "low",
    weight: 2,
    onDays: [2, 5, 8, 11, 15, 20, 25],
    facts: () => ({}),
    subjects: ["Addresses of your health probes", "{Which|What} addresses do your probes use?"],
    told: ["Which addresses do your health probes come from? We {want|have} to allow them in our firewall."],
    untold: [],
    ask: "",
    given: [],
    lookUp: null,
    answer: () =>
      "Hello, the health probes come from the managed list halden-probes, which holds the addresses of every region. Please allow it once with `hctl fw allow <rule set> --from-list halden-probes`; it follows by itself when we add addresses.",
    questions: [],
  },
  {
    key: "report",
    queue: "identity",
    category: "compliance_report",
    service: "Identity",
    priority: "low",
    weight: 2,
    facts: () => ({}),
    subjects: ["{SOC 2|ISO 27001} {report|certificate}", "{Compliance|Audit} documents"],
    told: [
      "{Our auditor asks for|we need|Where do I find} your {SOC 2 report|ISO 27001 certificate|compliance documents}{. Can you send it?|?| for our yearly review.}",
    ],
    untold: [],
    ask: "",
    given: [],
    lookUp: null,
    answer: () =>
      "Hello, you find our current audit reports and certificates in the console under Organisation > Compliance; an owner of the organisation accepts the confidentiality terms once and can then download them. They are renewed every spring.",
    questions: [
      [
        "Who is owner of our organisation?",
        "That stands in the console under Organisation > Members, marked as owner.",
      ],
    ],
  },
];

function quotaAnswer(
  found: Found,
  { project = "", region = "", resource = "", total = "" }: Record<string, string>,
): string {
  const { limit, usage, capacity, review_days } = found;
  return capacity === "available"
    ? `Hello, the ${resource} quota of project ${project} in ${region} is ${limit} and ${usage} are in use. I have raised it to ${total}. The new limit is active within 15 minutes; nothing has to be restarted. Please retry and tell me if anything is still refused.`
    : `Hello, project ${project} has a ${resource} quota of ${limit} in ${region} with ${usage} in use. ${region} is short of ${resource} capacity at the moment, so an increase to ${total} has to go through the capacity team. I have filed it; they need about ${review_days} business days and I will write as soon as they decide.`;
}

function invoiceAnswer(found: Found, invoice: string): string {
  const of = (name: string) => String(found[name]);
  return found.finding === "usage_growth"
    ? `Hello, invoice ${invoice} is ${of("amount")}, the one before was ${of("previous_amount")}. The item that grew is ${of("largest_item")} with ${of("largest_item_amount")}. You see it by day under Billing > Usage, grouped by item. If it is not wanted, please remove what is no longer needed; a budget alert (\`hctl billing alert set --monthly <amount>\`) tells you early next time.`
    : `Hello, invoice ${invoice} is ${of("amount")} after ${of("previous_amount")} the month before; no single item grew, the month had more days and slightly more of everything. The largest item is ${of("largest_item")} with ${of("largest_item_amount")}.`;
}

function roleAnswer(found: Found, { project = "", principal = "" }: Record<string, string>): string {
  const of = (name: string) => String(found[name]);
  return `Hello, ${principal} has ${of("roles")} on project ${project}, but the call needs ${of("denied_permission")}. The smallest role that contains it is ${of("suggested_role")}. A project owner can grant it with \`hctl iam grant ${of("suggested_role")} --project ${project} --principal ${principal}\`; it is active within two minutes.`;
}

function signInAnswer(found: Found, { project = "" }: Record<string, string>): string {
  const of = (name: string) => String(found[name]);
  const seen = `${of("count")} failed sign-ins, the last by ${of("last_principal")} at ${of("last_at")}`;
  switch (found.detail) {
    case "second_factor_unknown":
      return `Hello, ${project} has ${seen} from ${of("source_ip")} (second_factor_unknown). I may not reset a second factor on an e-mail alone: please use one of your recovery codes, or let another owner of ${project} confirm it in the console under Identity > Users.`;
    case "assertion_expired":
      return `Hello, ${project} has ${seen}, all with assertion_expired: by the time the answer of your identity provider reaches us it is already out of date. Almost always the clock of one of its nodes is wrong. Please compare the time on every node (\`chronyc tracking\`).`;
    case "signing_certificate_expired":
      return `Hello, ${project} has ${seen}, all with signing_certificate_expired: the certificate your identity provider signs with has run out. Please create a new one there, download the metadata file and upload it under Identity > Single sign-on > Replace metadata.`;
    default:
      return `Hello, ${project} has ${seen}, all by API key. The key is no longer valid; please create a new one under Identity > Keys and replace it where it is used.`;
  }
}
