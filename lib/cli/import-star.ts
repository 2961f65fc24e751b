/** `vigil import star`: recorded support dialogues become closed tickets the agent learns from. */
import { parseArgs } from "node:util";
import { type Dialogue, readStarFile } from "#lib/evaluation/star";
import { importDialogues } from "#lib/evaluation/star-import";
import { progress, type Subcommand, UsageError } from "./subcommand";

export const importStar: Subcommand = {
  usage: "import star FILE [--limit N] [--from N]",
  summary:
    "Import dialogues of a .jsonl or .jsonl.gz file in STAR format as closed tickets; --from skips the first N.",
  async run(ctx, words) {
    const option = { type: "string" } as const;
    const { positionals, values } = parseArgs({
      args: words,
      allowPositionals: true,
      options: { limit: option, from: option },
    });
    const [path] = positionals;
    if (!path) throw new UsageError("Name the file with the dialogues.");
    const from = count("--from", values.from) ?? 0;
    const limit = count("--limit", values.limit) ?? Number.POSITIVE_INFINITY;
    const dialogues = await read(path, from, from + limit);
    const { tickets, events, known, empty } = await importDialogues(ctx, dialogues, progress("Importing"));
    process.stdout.write(
      `${tickets} tickets with ${events} events added; ${known} were there already, ${empty} held nothing\n`,
    );
    return 0;
  },
};

/** The dialogues from `from` up to `end`; what only an evaluator may know of them stays behind. */
async function read(path: string, from: number, end: number): Promise<Dialogue[]> {
  const dialogues: Dialogue[] = [];
  let place = 0;
  for await (const { dialogue } of readStarFile(path)) {
    if (place >= end) break;
    if (place >= from) dialogues.push(dialogue);
    place += 1;
  }
  return dialogues;
}

function count(option: string, text: string | undefined): number | undefined {
  if (text === undefined || /^\d+$/.test(text)) return text === undefined ? undefined : Number(text);
  throw new UsageError(`${option} takes a whole number.`);
}
