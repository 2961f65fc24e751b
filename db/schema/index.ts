/** All tables, for drizzle; the one barrel of the project. */
export * from "./customers";
export * from "./diagnostics";
export * from "./imports";
export * from "./incidents";
export * from "./investigation";
export * from "./knowledge";
export * from "./learning";
export * from "./mcp";
export * from "./metrics";
export * from "./operations";
export * from "./platform";
export * from "./remediation";
export * from "./scenarios";
export * from "./signals";
export * from "./suggestions";
export * from "./team";
export * from "./tickets";
