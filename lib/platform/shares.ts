/** Every share of this process: what one person, key or source may take, so that nobody's input stops the others. */
import { processWide } from "#db/process-wide";
import { shareOf } from "./share";

const opened = processWide<ReturnType<typeof open>>("shares");

/** The shares, one set a process. */
export function shares() {
  opened.value ??= open();
  return opened.value;
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
