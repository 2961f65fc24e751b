/** The process's log: one JSON line an entry on standard output, at LOG_LEVEL. */
import pino from "pino";
import { env } from "./env";

const holder = globalThis as typeof globalThis & { vigilLog?: pino.Logger };

/** The logger, made at first use. Never log message bodies, drafts or secrets. */
export function log(): pino.Logger {
  holder.vigilLog ??= pino({
    level: env().LOG_LEVEL,
    base: null,
    serializers: { error: pino.stdSerializers.err },
  });
  return holder.vigilLog;
}
