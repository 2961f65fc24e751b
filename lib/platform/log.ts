/** The process's log: one JSON line an entry on standard output, at LOG_LEVEL, without anybody's words. */
import { format } from "node:util";
import pino from "pino";
import { processWide } from "#db/process-wide";
import { env } from "./env";
import { loggedEntry, loggedText } from "./log-safely";
import { openTrace } from "./tracing/span";

const made = processWide<pino.Logger>("log");

/** The logger, made at first use. What people wrote, parameters and secrets are taken out of whatever it is given. */
export function log(): pino.Logger {
  made.value ??= makeLog();
  return made.value;
}

/** A logger that writes to `destination`, standard output unless told. */
export function makeLog(destination?: pino.DestinationStream): pino.Logger {
  const options = { level: env().LOG_LEVEL, base: null, mixin: openTrace, formatters: { log: loggedEntry } };
  return destination ? pino(options, destination) : pino(options);
}

/** Lets what libraries print on the console go the way of the log. */
export function logConsole(): void {
  for (const level of ["error", "warn"] as const)
    console[level] = (...given: unknown[]) => {
      const error = given.find((one) => one instanceof Error);
      const words = given.filter((one) => typeof one === "string");
      log()[level](error ? { error } : {}, loggedText(format(...words)));
    };
}
