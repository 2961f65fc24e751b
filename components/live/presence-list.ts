/** Who is where: everybody's newest place, kept from the stream; a sign that is not renewed lapses. */
import { z } from "zod";
import { Presence, presenceSeconds } from "#lib/inbox/model";

export const PresenceList = z.array(Presence);

/** What a change says of a presence. */
const Sign = Presence.pick({ userId: true, userName: true, doing: true });

/** The list with one sign applied: a person is in one place, the last they showed themselves at. */
export function patchPresence(
  before: unknown,
  ticketId: number | null,
  data: Record<string, unknown>,
): Presence[] {
  const known = PresenceList.safeParse(before).data ?? [];
  const sign = Sign.safeParse(data).data;
  if (!sign || ticketId === null) return known;
  const others = known.filter(({ userId }) => userId !== sign.userId);
  return [...others, { ...sign, ticketId, seenAt: new Date() }];
}

/** Who shows presence on a ticket at `now` (ms since 1970), without the person `exceptId`. */
export function presentOn(list: readonly Presence[], ticketId: number, exceptId: string, now: number) {
  return list.filter(
    (one) =>
      one.ticketId === ticketId &&
      one.userId !== exceptId &&
      now - one.seenAt.getTime() < presenceSeconds * 1000,
  );
}
