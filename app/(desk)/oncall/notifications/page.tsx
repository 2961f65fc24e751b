/** How whoever is signed in is reached. */
import type { Metadata } from "next";
import { Notifications } from "#components/oncall/notifications";
import { ownFeeds } from "#lib/oncall/calendar/feeds";
import { publicPushKey } from "#lib/oncall/channels";
import { mailServer, ownContact, schedules } from "#lib/oncall/queries";
import { requireCtx } from "../../../session";
import {
  addChannelAction,
  makeFeedAction,
  removeChannelAction,
  removeFeedAction,
  setContactRulesAction,
  setMailServerAction,
  testChannelAction,
} from "../actions";

export const metadata: Metadata = { title: "My notifications" };
const actions = {
  add: addChannelAction,
  remove: removeChannelAction,
  test: testChannelAction,
  setRules: setContactRulesAction,
  setMail: setMailServerAction,
  makeFeed: makeFeedAction,
  removeFeed: removeFeedAction,
};

export default async function NotificationsPage() {
  const ctx = await requireCtx("oncall.answer");
  const [contact, mail, pushKey, feeds, all] = await Promise.all([
    ownContact(ctx),
    mailServer(ctx),
    publicPushKey(ctx),
    ownFeeds(ctx),
    schedules(ctx),
  ]);
  return (
    <Notifications
      contact={contact}
      mail={mail}
      pushKey={pushKey}
      feeds={feeds}
      schedules={all.map(({ id, name }) => ({ id, name }))}
      actions={actions}
    />
  );
}
