/** The MCP server of the tests as a process one can look into and change; its tools read, and one registered as an action. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { addServer, approveTool } from "#lib/mcp/commands";
import { ownNameOf } from "#lib/mcp/model";
import { mcpServers } from "#lib/mcp/queries";
import { refreshServers } from "#lib/mcp/refresh";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { programFile } from "#lib/platform/testing/program";
import { unique } from "#lib/platform/testing/unique";
import { person } from "#lib/suggestions/testing/fixtures";
import { addAction } from "../catalogue/commands";
import type { AddActionInput } from "../catalogue/model";
import { definition } from "./environment";
import type { ServerEffect, ServerState } from "./mcp-server";

const source = join(import.meta.dirname, "mcp-server.ts");

export type Cluster = {
  url: string;
  set: (change: Partial<ServerState>) => void;
  effects: () => ServerEffect[];
  stop: () => Promise<void>;
};

/** Starts the server and waits until it listens. */
export async function startCluster(): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), "vigil-mcp-"));
  const [stateFile, effectsFile] = [join(folder, "state.json"), join(folder, "effects.jsonl")];
  let state: ServerState = {
    replicas: 2,
    ready: 2,
    description: "Scales a deployment.",
    mode: "answer",
    keepsKeys: false,
  };
  const write = () => writeFileSync(stateFile, JSON.stringify(state));
  write();
  writeFileSync(effectsFile, "");
  const child = spawn(process.execPath, [await programFile(source)], {
    env: { ...process.env, STATE_FILE: stateFile, EFFECTS_FILE: effectsFile },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  const port = await new Promise<string>((resolve) => lines.once("line", resolve));
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    set: (change) => {
      state = { ...JSON.parse(readFileSync(stateFile, "utf8")), ...change };
      write();
    },
    effects: () =>
      readFileSync(effectsFile, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    stop: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill();
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

let askedTimes = 0;

/**
 * Asks all servers for their tools now, by a clock that is ahead: none is left to a worker that happens to ask at this
 * moment, whose answer nobody here would wait for.
 */
export async function askServers(ctx: Ctx): Promise<void> {
  askedTimes++;
  const ahead = askedTimes * 120_000;
  await refreshServers({ ...systemCtx("mcp", ctx.db), now: () => new Date(Date.now() + ahead) });
}

/** Adds the cluster as a server and approves its look-up; `asked` has it asked for its tools again. */
export async function connected(ctx: Ctx, { url }: Cluster) {
  const admin = await person(ctx, "admin");
  const server = unique("cluster").replaceAll(/[^a-z0-9]/g, "");
  await addServer(admin, { transport: "http", name: server, url });
  const asked = async () => {
    await askServers(ctx);
    return (await mcpServers(admin)).find(({ name }) => name === server)?.tools ?? [];
  };
  const toolOf = async (name: string) => {
    const found = (await asked()).find((tool) => tool.name === name);
    if (!found) throw new Error(`The server offers no ${name}.`);
    return found;
  };
  const look = await toolOf("get_deployment");
  await approveTool(admin, { server, tool: look.name, hash: look.hash, isReadOnly: true });
  return { admin, server, toolOf, lookUp: ownNameOf(server, look.name) };
}

export type Connected = Awaited<ReturnType<typeof connected>>;

/** The action of the server's other tool, as an administrator enters it. */
export async function scaling(
  { server, toolOf, lookUp }: Connected,
  more: Partial<AddActionInput> = {},
): Promise<AddActionInput> {
  const { name, hash } = await toolOf("scale_deployment");
  const look = { tool: lookUp, arguments: { deployment: "{deployment}" } };
  return {
    ...definition("http://unused.test/"),
    name: unique("scale"),
    kind: "mcp",
    url: null,
    arguments: [],
    target: "deployment",
    canRollBack: false,
    mcp: { server, name, hash, dryRunArgument: "dry_run", keyArgument: "request_id" },
    look: { ...look, fields: ["spec.replicas"] },
    verification: "tool",
    check: { ...look, path: "status.ready", comparison: "is", value: "{replicas}" },
    ...more,
  };
}

/** Registers it; returns its name. */
export async function scalingAction(of: Connected, more: Partial<AddActionInput> = {}): Promise<string> {
  return (await addAction(of.admin, await scaling(of, more))).name;
}
