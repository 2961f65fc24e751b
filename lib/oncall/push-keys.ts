/** What a browser gives to be reached by, and the keys it knows this installation by (VAPID, RFC 8292). */
import webpush from "web-push";
import { z } from "zod";

/** What a browser gives when it is asked to take messages (RFC 8030). */
export const PushSubscription = z.object({
  endpoint: z.url({ protocol: /^https$/ }).max(1_000),
  keys: z.object({ p256dh: z.string().min(80).max(100), auth: z.string().min(20).max(30) }),
});
export type PushSubscription = z.infer<typeof PushSubscription>;

/** New keys of an installation. */
export function makePushKeys(): { publicKey: string; privateKey: string } {
  return webpush.generateVAPIDKeys();
}
