/** How a command is made: authorise → parse → one transaction. Its permission stays readable, so that a test can walk them all. */
import type { z } from "zod";
import { authorise, type Ctx, refusePeople, requireProof, withTransaction } from "./context";
import { answeredOnce } from "./once";
import { parseInput } from "./parse";
import { type Permission, provenPermissions } from "./rules";
import { refuseHidden } from "./sight";

/** `machine`: connectors, the agent and jobs only; a person or an API key is refused whatever the role. */
export type CommandPermission = Permission | "machine";

/** A business verb. `input` is untrusted until the command has parsed it. */
export type Command<Schema extends z.ZodType = z.ZodType, Result = unknown> = {
  (ctx: Ctx, input: z.input<Schema>): Promise<Result>;
  readonly permission: CommandPermission;
  /** Whether a signed-in person is asked for a fresh proof of who they are. */
  readonly proof: "always" | "sometimes" | "never";
  readonly schema: Schema;
};

/** What asks for a proof although the permission does not: everything, or what this is true for. */
type AsksProof<Input> = "always" | ((input: Input) => boolean);

/**
 * Makes a command. `work` runs inside the transaction with the parsed input: it changes rows, writes
 * its audit row and returns what it made. Throws `AppError` `forbidden`, `invalid`, or `not_found` for what its
 * actor does not see, before anything is touched. What sends data to a new place or opens a way in asks for a proof, by
 * its permission or by `asks`: `unproven` where the last one is too old. What is asked again by the same `ctx.requestKey` is
 * answered as before.
 */
export function command<Schema extends z.ZodType, Result>(
  permission: CommandPermission,
  schema: Schema,
  work: (tx: Ctx, input: z.output<Schema>) => Promise<Result>,
  asks?: AsksProof<z.output<Schema>>,
): Command<Schema, Result> {
  const isProven = permission !== "machine" && provenPermissions.has(permission);
  const proof = isProven
    ? "always"
    : asks === undefined || asks === "always"
      ? (asks ?? "never")
      : "sometimes";
  const run = async (ctx: Ctx, input: z.input<Schema>): Promise<Result> => {
    if (permission === "machine") refusePeople(ctx);
    else {
      authorise(ctx, permission);
      if (proof === "always") requireProof(ctx);
    }
    const parsed = parseInput(schema, input);
    if (typeof asks === "function" && asks(parsed)) requireProof(ctx);
    await refuseHidden(ctx, parsed);
    return withTransaction(ctx, ({ requestKey: key, ...tx }) => {
      const act = () => work(tx, parsed);
      return key === undefined ? act() : answeredOnce(tx, { key, input }, act);
    });
  };
  return Object.assign(run, { permission, schema, proof } as const);
}
