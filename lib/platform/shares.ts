/** Every share of this process: what one person, key or source may take, so that nobody's input stops the others. */
import { shareOf } from "./share";

const holder = globalThis as typeof globalThis & { vigilShares?: ReturnType<typeof open> };

/** The shares, one set a process: Next loads a module more than once. */
export function shares() {
  holder.vigilShares ??= open();
  return holder.vigilShares;
}

function open() {
  return {
    /** Live streams of one person: a dozen windows. */
    streams: shareOf({ what: "live streams", atOnce: 12 }),
    /** Requests one person or key has under way. */
    requests: shareOf({ what: "requests", atOnce: 32 }),
    searches: shareOf({ what: "searches", atOnce: 4, aMinute: 300 }),
    exports: shareOf({ what: "exports", atOnce: 2 }),
    /** Webhook requests of one source that wait to be committed. */
    webhookRequests: shareOf({ what: "deliveries", atOnce: 256 }),
  };
}
