/** `vigil replay star`: recorded dialogues through the product's own path, with the figures of what it made of them. */
import { createHash } from "node:crypto";
import { stat, writeFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { parseArgs } from "node:util";
import type { z } from "zod";
import { keepReplay } from "#lib/evaluation/commands";
import { ReplayOptions } from "#lib/evaluation/model";
import { runReplay } from "#lib/evaluation/run";
import { inKeptDatabase } from "#lib/evaluation/scratch";
import { type LabelledDialogue, readStarFile } from "#lib/evaluation/star";
import { reportLines } from "#lib/evaluation/words";
import { type ArticleFile, readArticleFolder } from "#lib/knowledge/article-folder";
import { modelEndpoint } from "#lib/settings/queries";
import { progress, type Subcommand, UsageError } from "./subcommand";

export const replay: Subcommand = {
  usage:
    "replay star FILE [--from N] [--to N] [--model apprentice|llm] [--freeze-after N] [--seed N] [--speed max] [--without-assignee] [--articles DIR] [--name NAME] [--fresh] --json OUT",
  summary:
    "Replay recorded dialogues as they overlapped; the agent knows only closed tickets. An interrupted replay continues at the next call; --fresh starts over.",
  async run(ctx, words) {
    const { file, out, name, folder, isFresh, options } = readWords(words);
    await refuseNoFolder(out);
    const articles = folder ? await readArticles(folder) : [];
    const { dialogues, faults } = await readDialogues(file);
    refuseNothingToJudge(file, dialogues.length, options);
    const endpoint = options.model === "llm" ? await modelEndpoint(ctx) : null;
    if (options.model === "llm" && !endpoint) throw new UsageError("No model endpoint is configured.");
    const report = await untilInterrupted((signal) =>
      inKeptDatabase(databaseName(dialogues, articles, options), {
        isFresh,
        work: (scratch) =>
          runReplay(scratch, {
            file: basename(file),
            dialogues,
            articles,
            options,
            endpoint,
            signal,
            onProgress: progress("Replay"),
          }),
      }),
    );
    if (!report) return 130;
    report.notes.push(...faults);
    await keepReplay(ctx, { name: name ?? `${report.drafted_by}, ${report.tickets} tickets`, report });
    const { all, ...rest } = report;
    await writeFile(out, `${JSON.stringify({ ...all, ...rest }, null, 2)}\n`);
    process.stdout.write(`${reportLines(report).join("\n")}\n`);
    return 0;
  },
};

async function readArticles(folder: string): Promise<ArticleFile[]> {
  const articles = await readArticleFolder(folder).catch(() => {
    throw new UsageError(`${folder} is no folder that can be read. Nothing was replayed.`);
  });
  if (articles.length === 0) throw new UsageError(`${folder} holds no Markdown file. Nothing was replayed.`);
  return articles;
}

/** The dialogues that can be read; a sentence for the report about the lines that cannot. */
async function readDialogues(file: string): Promise<{ dialogues: LabelledDialogue[]; faults: string[] }> {
  const dialogues: LabelledDialogue[] = [];
  const faults: string[] = [];
  const onFault = ({ line, why }: { line: number; why: string }) => {
    faults.push(`Line ${line} of the file is not a dialogue and was skipped: ${why}`);
    process.stderr.write(`${faults.at(-1)}\n`);
  };
  for await (const one of readStarFile(file, onFault)) dialogues.push(one);
  return { dialogues, faults };
}

/** Found out now and not when the replay is over. */
async function refuseNoFolder(out: string): Promise<void> {
  const isFolder = (path: string) =>
    stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
  if (await isFolder(out)) throw new UsageError(`${out} is a folder. Name a file for --json.`);
  if (!(await isFolder(dirname(out))))
    throw new UsageError(`The folder ${dirname(out)} for --json does not exist. Nothing was replayed.`);
}

function refuseNothingToJudge(file: string, tickets: number, { from, to }: ReplayOptions): void {
  if (tickets === 0) throw new UsageError(`${file} contains no dialogue. Nothing was replayed.`);
  const last = Math.min(to ?? tickets, tickets);
  if (from > last)
    throw new UsageError(
      `--from ${from} is after ticket ${last}, the last of those replayed. There is nothing to judge.`,
    );
}

/** Null when Ctrl-C broke the work off between two steps; a second one ends the process at once. */
async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
  const interrupt = new AbortController();
  const stop = () => interrupt.abort();
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  try {
    return await work(interrupt.signal);
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    process.stderr.write("\nInterrupted. Progress is kept; run the same command to continue.\n");
    return null;
  } finally {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  }
}

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
      articles: option,
      json: option,
      fresh: flag,
      "without-assignee": flag,
    },
  });
  const [file] = positionals;
  if (!file || !values.json) throw new UsageError("Name the file of dialogues and --json OUT.");
  if (values.speed && values.speed !== "max") throw new UsageError("The only supported speed is max.");
  const given = {
    from: values.from,
    to: values.to,
    model: values.model,
    freezeAfter: values["freeze-after"],
    seed: values.seed,
    withoutAssignee: values["without-assignee"],
  };
  const parsed = ReplayOptions.safeParse(given);
  if (!parsed.success) throw new UsageError(faultOf(parsed.error));
  return {
    file,
    out: values.json,
    name: values.name,
    folder: values.articles,
    isFresh: values.fresh,
    options: parsed.data,
  };
}

function faultOf({ issues }: z.ZodError): string {
  const given = String(issues[0]?.path[0] ?? "");
  const option = `--${given.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  return given === "model"
    ? "--model is apprentice or llm."
    : `${option} takes a whole number${given === "from" || given === "to" ? " from 1 on" : ""}.`;
}

/** The same dialogues with the same articles and options go on in the same database. */
function databaseName(
  dialogues: LabelledDialogue[],
  articles: ArticleFile[],
  { from: _, ...options }: ReplayOptions,
): string {
  const hash = createHash("sha256").update(JSON.stringify([dialogues, articles, options]));
  return `vigil_replay_${hash.digest("hex").slice(0, 16)}`;
}
