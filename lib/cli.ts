/** `npm run vigil -- …`: imports, exports, replays and checks from the command line. */
import "#lib/code-tools";
import "#lib/reactions";
import nextEnv from "@next/env";
import { closeDatabase } from "#db/client";
import { migrateDatabase } from "#db/migrate";
import { openDatabase } from "#lib/postgres/launcher";
import { auditBegin, auditExport, auditShowHead, auditVerify } from "./cli/audit";
import { backupCommand, restoreCommand } from "./cli/backup";
import { doctor } from "./cli/doctor";
import { exportRows } from "./cli/export";
import { importStar } from "./cli/import-star";
import { importCsv, importJsonl, importUndo } from "./cli/import-tickets";
import { incidentsMajor } from "./cli/incidents-major";
import { incidentsSimulate } from "./cli/incidents-simulate";
import {
  investigationsCheck,
  investigationsMeasure,
  investigationsReplay,
  keysMeasure,
} from "./cli/investigations";
import { learnRebuild } from "./cli/learn-rebuild";
import { migrate } from "./cli/migrate";
import { nab } from "./cli/nab";
import { psql } from "./cli/psql";
import { replay } from "./cli/replay";
import { runbooks } from "./cli/runbooks";
import { scenarios } from "./cli/scenarios";
import { setup } from "./cli/setup";
import { type FileSubcommand, type Subcommand, UsageError } from "./cli/subcommand";
import { systemCtx } from "./platform/context";
import { env } from "./platform/env";
import { migrateJobs } from "./platform/jobs/migrate";
import { loggedText } from "./platform/log-safely";

type Any = Subcommand | FileSubcommand;

const subcommands: readonly Any[] = [
  importCsv,
  importJsonl,
  importUndo,
  importStar,
  exportRows,
  learnRebuild,
  replay,
  runbooks,
  scenarios,
  incidentsSimulate,
  incidentsMajor,
  investigationsCheck,
  investigationsMeasure,
  investigationsReplay,
  keysMeasure,
  nab,
  auditVerify,
  auditShowHead,
  auditExport,
  auditBegin,
  migrate,
  setup,
  doctor,
  backupCommand,
  restoreCommand,
  psql,
];

// By itself a signal ends a process without what it does at its exit, and the database it started would stay behind.
for (const [signal, code] of [
  ["SIGHUP", 129],
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)
  process.on(signal, () => {
    const isLeftToCommand = process.listenerCount(signal) > 1;
    if (!isLeftToCommand) process.exit(code);
  });

process.exitCode = await main(process.argv.slice(2));

async function main(words: string[]): Promise<number> {
  if (words[0] === "help" || words.some((word) => word === "--help" || word === "-h")) return help(words);
  const chosen = subcommands.find(({ usage }) => startsWith(words, verbs(usage)));
  if (!chosen) return refuse(words.length === 0 ? "" : `Unknown command: ${words.join(" ")}`);
  const rest = words.slice(verbs(chosen.usage).length);
  if ("runOnFiles" in chosen) return reported(chosen, () => chosen.runOnFiles(rest));
  nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: console.error });
  const { DATABASE_URL, VIGIL_DATA_DIR } = env();
  const database = await openDatabase({ url: DATABASE_URL, dataDir: `${VIGIL_DATA_DIR}/postgres` });
  process.env.DATABASE_URL = database.url;
  try {
    return await reported(chosen, async () => {
      await migrateDatabase(database.url);
      await migrateJobs(database.url);
      return chosen.run(systemCtx("cli"), rest);
    });
  } finally {
    await closeDatabase();
    await database.stop();
  }
}

/** Exit code of what is run; an error is told on stderr. */
async function reported(chosen: Any, run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof UsageError) return refuse(error.message, [chosen]);
    if (isOptionFault(error)) return refuse(error.message.split(/\.\s/, 1).join(), [chosen]);
    process.stderr.write(`${loggedText(error instanceof Error ? error.message : String(error))}\n`);
    return 1;
  }
}

/** The leading words of a usage line that are the command's name. */
function verbs(usage: string): string[] {
  return usage.split(" ").filter((word) => /^[a-z]+$/.test(word));
}

function startsWith(words: string[], start: string[]): boolean {
  return start.every((word, index) => words[index] === word);
}

/** Usage of the commands that are named, of all when none is. */
function help(words: string[]): number {
  const named = subcommands.filter(({ usage }) => words.includes(usage.split(" ")[0] ?? ""));
  process.stdout.write(usageText(named.length > 0 ? named : subcommands));
  return 0;
}

function refuse(message: string, of: readonly Any[] = subcommands): number {
  process.stderr.write(`${message ? `${message}\n\n` : ""}${usageText(of)}`);
  return 2;
}

/** What `parseArgs` throws: an unknown option, or one without its value. */
function isOptionFault(error: unknown): error is Error {
  return error instanceof Error && String((error as NodeJS.ErrnoException).code).startsWith("ERR_PARSE_ARGS");
}

function usageText(of: readonly Any[]): string {
  const lines = of.map(({ usage, summary }) => `  npm run vigil -- ${usage}\n      ${summary}`);
  return `Usage:\n${lines.join("\n")}\n`;
}
