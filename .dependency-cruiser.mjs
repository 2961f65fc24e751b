/** The plan of the house: which room may know which, and who may touch the database. Run by `npm run check`. */

/** From the ground up: a room knows those before it, never those after it. A new room takes its place here. */
export const rooms = [
  "postgres",
  "privacy",
  "platform",
  "secrets",
  "team",
  "sla",
  "settings",
  "policy",
  "attachments",
  "tickets",
  "inbox",
  "customers",
  "signals",
  "topology",
  "oncall",
  "incidents",
  "connectors",
  "delivery",
  "knowledge",
  "apprentice",
  "suggestions",
  "tools",
  "models",
  "agent",
  "investigation",
  "mcp",
  "questions",
  "learning",
  "imports",
  "catalogue",
  "remediation",
  "metrics",
  "alert-rules",
  "major",
  "watch",
  "evaluation",
  "analytics",
  "audit",
  "onboarding",
  "demo",
  "scenarios",
  "operations",
  "start",
  "bench",
  "chaos",
  "cli",
];

/** Tests, what helps them, and the measuring programs, which are never part of a running desk. */
const tests = "\\.test\\.tsx?$|/testing/|^lib/(bench|chaos)/";

const drivers = "\\.test\\.tsx?$|/testing/";

/** better-auth is handed all tables and takes its own. */
const allTables = "^lib/platform/auth\\.ts$";

const order = rooms.slice(0, -1).map((room, place) => ({
  name: `order-${room}`,
  comment: `lib/${room} stands below the room it imports: hand in what it needs, or move the file up.`,
  severity: "error",
  from: { path: `^lib/${room}/`, pathNot: drivers },
  to: { path: `^lib/(${rooms.slice(place + 1).join("|")})/` },
}));

/** Who owns a file of tables, and alone writes them, where that is not the room of its name. */
export const owners = {
  // A major incident is an incident with more about it: two rooms, one row.
  incidents: ["incidents", "major"],
  // People prove who they are in one room, and are let in or out in the other.
  "sign-in": ["platform", "team"],
  sla: ["tickets"],
};

/**
 * Tables of other rooms that a room still reads in statements of its own, because one join is cheaper than two reads.
 * Nothing is added here: ask the owner's queries. Writing them is another matter: `lib/platform/testing/table-writers.ts`.
 */
const joins = {
  platform: ["agent", "settings", "team", "tickets"],
  team: ["settings", "tickets"],
  attachments: ["tickets"],
  tickets: ["connectors", "customers", "team"],
  inbox: ["tickets"],
  customers: ["tickets"],
  oncall: ["incidents", "remediation", "suggestions", "team", "tickets"],
  incidents: ["customers", "signals", "suggestions", "team", "tickets"],
  connectors: ["team"],
  delivery: ["oncall", "suggestions", "team", "tickets"],
  suggestions: ["customers", "team", "tickets"],
  agent: ["customers", "models", "suggestions", "team", "tickets"],
  investigation: ["incidents", "remediation", "suggestions", "tickets"],
  learning: ["customers", "suggestions", "team", "tickets"],
  imports: ["customers", "team", "tickets"],
  remediation: ["settings", "team"],
  major: ["customers", "metrics", "signals", "suggestions", "tickets"],
  watch: ["tickets"],
  evaluation: ["agent", "knowledge", "suggestions", "team", "tickets"],
  analytics: ["agent", "sla", "suggestions", "team", "tickets"],
  audit: ["platform"],
  demo: ["customers", "knowledge", "metrics", "oncall", "remediation", "team", "tickets"],
  scenarios: ["customers", "investigation", "suggestions", "team", "tickets"],
  bench: ["metrics", "suggestions", "tickets"],
};

const known = (room) => [
  room,
  ...Object.keys(owners).filter((file) => owners[file].includes(room)),
  ...(joins[room] ?? []),
];

const tables = rooms.map((room) => ({
  name: `tables-${room}`,
  comment: `This table is not lib/${room}'s: go through the queries and commands of the room that owns it.`,
  severity: "error",
  from: { path: `^lib/${room}/`, pathNot: [drivers, allTables] },
  to: { path: "^db/schema/", pathNot: `^db/schema/(${known(room).join("|")})\\.ts$` },
}));

export default {
  forbidden: [
    ...order,
    ...tables,
    {
      name: "pages-know-no-tables",
      comment: "Pages and components ask a room's queries and call its commands.",
      severity: "error",
      from: { path: "^(app|components)/", pathNot: drivers },
      to: { path: "^db/schema/" },
    },
    {
      name: "room-without-a-place",
      comment: "Give the room its place in the list of .dependency-cruiser.mjs.",
      severity: "error",
      from: {},
      to: { path: "^lib/[^/]+/", pathNot: `^lib/(${rooms.join("|")})/` },
    },
    {
      name: "no-cycles",
      comment: "Two files that know each other are one file, or share a third.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "only-tests-know-tests",
      comment: "What helps tests stays out of what runs.",
      severity: "error",
      from: { path: "^(lib|app|components|db)/", pathNot: tests },
      to: { path: "\\.test\\.tsx?$|/testing/" },
    },
    {
      name: "only-tracing-names-opentelemetry",
      comment: "A span is opened by lib/platform/tracing, which says what one may tell.",
      severity: "error",
      from: { path: "^(lib|app|components|db)/", pathNot: [drivers, "^lib/platform/tracing/"] },
      to: { path: "node_modules/@opentelemetry/" },
    },
    {
      name: "not-to-dev-dependency",
      comment: "What runs at a customer's needs its packages there.",
      severity: "error",
      from: { path: "^(lib|app|components|db)/", pathNot: tests },
      to: { dependencyTypes: ["npm-dev"], pathNot: "node_modules/@types/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};
