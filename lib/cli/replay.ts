/** `vigil replay star`: recorded dialogues through the product's own path, with the figures of what it made of them. */
import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { inKeptDatabase } from "#lib/learning/scratch";
import { type LabelledDialogue, readStarFile } from "#lib/learning/star";
import { keepReplay } from "#lib/replay/commands";
import { ReplayOptions } from "#lib/replay/model";
import { runReplay } from "#lib/replay/run";
import { reportLines } from "#lib/replay/words";
import { modelEndpoint } from "#lib/settings/queries";
import { progress, type Subcommand, UsageError } from "./subcommand";

export const replay: Subcommand = {
  usage:
    "replay star FILE [--from N] [--to N] [--model apprentice|llm] [--freeze-after N] [--seed N] [--speed max] [--without-assignee] [--name NAME] [--fresh] --json OUT",
  summary:
    "Replay recorded dialogues as they overlapped; the agent knows only closed tickets. Broken off, it goes on at the next call; --fresh begins anew.",
  async run(ctx, words) {
    const { file, out, name, isFresh, options } = readWords(words);
    const dialogues: LabelledDialogue[] = [];
    for await (const one of readStarFile(file)) dialogues.push(one);
    const endpoint = options.model === "llm" ? await modelEndpoint(ctx) : null;
    if (options.model === "llm" && !endpoint) throw new UsageError("No model endpoint is configured.");
    const report = await inKeptDatabase(databaseName(dialogues, options), {
      isFresh,
      work: (scratch) =>
        runReplay(scratch, {
          file: basename(file),
          dialogues,
          options,
          endpoint,
          onProgress: progress("Replay"),
        }),
    });
    await keepReplay(ctx, { name: name ?? `${report.drafted_by}, ${report.tickets} tickets`, report });
    await writeFile(out, `${JSON.stringify(report, null, 2)}\n`);
    process.stdout.write(`${reportLines(report).join("\n")}\n`);
    return 0;
  },
};

function readWords(words: string[]) {
  const option = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  const { positionals, values } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      from: option,
      to: option,
      model: option,
      "freeze-after": option,
      seed: option,
      speed: option,
      name: option,
      json: option,
      fresh: flag,
      "without-assignee": flag,
    },
  });
  const [file] = positionals;
  if (!file || !values.json) throw new UsageError("Name the file of dialogues and --json OUT.");
  if (values.speed && values.speed !== "max") throw new UsageError("A replay knows one speed: max.");
  const given = {
    from: values.from,
    to: values.to,
    model: values.model,
    freezeAfter: values["freeze-after"],
    seed: values.seed,
    withoutAssignee: values["without-assignee"],
  };
  const parsed = ReplayOptions.safeParse(given);
  if (!parsed.success) throw new UsageError(z.prettifyError(parsed.error));
  return { file, out: values.json, name: values.name, isFresh: values.fresh, options: parsed.data };
}

/** The same dialogues with the same options go on in the same database. */
function databaseName(dialogues: LabelledDialogue[], { from: _, ...options }: ReplayOptions): string {
  const hash = createHash("sha256").update(JSON.stringify([dialogues, options]));
  return `vigil_replay_${hash.digest("hex").slice(0, 16)}`;
}
