/** Managing added diagnostics: each is signed with a secret that is shown once, and changes nothing on the other side. */
import { eq } from "drizzle-orm";
import { diagnosticTool } from "#db/schema/tools";
import { webhook } from "#lib/connectors/webhook";
import { refusal } from "#lib/connectors/webhook-request";
import { type AuditEntry, recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import { command } from "#lib/platform/command";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { refuseStale } from "#lib/platform/stale";
import { referredSecret } from "#lib/secrets/model";
import { keepToken } from "#lib/secrets/token";
import { codeTools } from "./installed";
import {
  AddToolInput,
  ChangeToolInput,
  RenewToolSecretInput,
  SeenTool,
  SwitchToolInput,
  type ToolWithSecret,
} from "./model";
import { type StoredTool, signsFor } from "./queries";

/** Adds a tool. `conflict` when the name is taken, by another one or by one of the code. */
export const addTool = command(
  "tool.manage",
  AddToolInput,
  async (tx, { bearer, ...tool }): Promise<ToolWithSecret> => {
    const { name } = tool;
    if (codeTools().some((one) => one.name === name))
      throw refusal("conflict", "name", "belongs to a tool that came with this installation");
    const secret = webhook.makeSecret();
    const stored = {
      secret: await keepToken(tx, { token: secret, url: null, by: signsFor(name) }),
      bearer: bearer && (await keepToken(tx, { token: bearer, url: tool.url, by: `tool ${name}` })),
    };
    const rows = await tx.db
      .insert(diagnosticTool)
      .values({ ...tool, ...stored, createdAt: tx.now() })
      .onConflictDoNothing()
      .returning();
    if (rows.length === 0) throw refusal("conflict", "name", "belongs to another tool");
    await record(tx, name, {
      action: "tool.add",
      after: { ...tool, hasBearer: bearer !== null, bearerSecret: referredSecret(bearer) },
    });
    return { name, secret };
  },
);

/** Changes everything but the name. A bearer never travels to another server: it is dropped when the address changes. */
export const changeTool = command(
  "tool.manage",
  ChangeToolInput,
  async (tx, { bearer: given, seen, ...tool }): Promise<{ name: string }> => {
    const { name } = tool;
    const before = await lockTool(tx, name);
    const kept = new URL(before.url).origin === new URL(tool.url).origin ? before.bearer : null;
    const bearer =
      given === undefined
        ? kept
        : given && (await keepToken(tx, { token: given, url: tool.url, by: `tool ${name}` }));
    refuseStale(SeenTool.parse(shown(before)), seen, SeenTool.parse(shown({ ...before, ...tool, bearer })));
    const [after] = await tx.db
      .update(diagnosticTool)
      .set({ ...tool, bearer })
      .where(eq(diagnosticTool.name, name))
      .returning();
    await record(tx, name, {
      action: "tool.change",
      before: shown(before),
      after: after ? shown(after) : null,
    });
    return { name };
  },
);

/** Switches a tool off, or on again. Where it is off the agent proposes to look it up by hand. */
export const switchTool = command(
  "tool.manage",
  SwitchToolInput,
  async (tx, { name, isEnabled }): Promise<{ name: string; enabled: boolean }> => {
    const before = await lockTool(tx, name);
    if (before.enabled === isEnabled) return { name, enabled: isEnabled };
    await tx.db.update(diagnosticTool).set({ enabled: isEnabled }).where(eq(diagnosticTool.name, name));
    await record(tx, name, { action: isEnabled ? "tool.enable" : "tool.disable" });
    return { name, enabled: isEnabled };
  },
);

/** Gives a tool a new signing secret. For an hour requests are signed with the one before as well, so that the other side can be told. */
export const renewToolSecret = command(
  "tool.manage",
  RenewToolSecretInput,
  async (tx, { name }): Promise<ToolWithSecret> => {
    await lockTool(tx, name);
    const secret = webhook.makeSecret();
    const stored = await keepToken(tx, { token: secret, url: null, by: signsFor(name) });
    await tx.db.update(diagnosticTool).set({ secret: stored }).where(eq(diagnosticTool.name, name));
    await record(tx, name, { action: "tool.renew_secret" });
    return { name, secret };
  },
);

async function lockTool(tx: Ctx, name: string): Promise<StoredTool> {
  const [row] = await tx.db.select().from(diagnosticTool).where(eq(diagnosticTool.name, name)).for("update");
  if (!row) throw new AppError("not_found", `There is no tool ${name}.`);
  return row;
}

async function record(tx: Ctx, name: string, entry: Omit<AuditEntry, "entity" | "entityId">): Promise<void> {
  await recordAudit(tx, { ...entry, entity: "tool", entityId: name });
  await publishChange(tx, "setting", null, { entity: "tool", id: name });
}

function shown({ secret, bearer, createdAt, ...tool }: StoredTool) {
  return { ...tool, hasBearer: bearer !== null, bearerSecret: referredSecret(bearer) };
}
