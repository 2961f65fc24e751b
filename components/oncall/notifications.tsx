/** How one is reached: channels with what came of them, which is used after how long, and calendar addresses. */
"use client";
import { BellRing } from "lucide-react";
import { useState } from "react";
import type { Feed } from "#lib/oncall/calendar/model";
import type { Channel, ContactRule } from "#lib/oncall/paging/model";
import type { ServerAction } from "#lib/platform/model";
import { roleMay } from "#lib/platform/rules";
import { useDesk } from "../inbox/desk-context";
import { type Secret, SecretDialog } from "../settings/secret-dialog";
import { EmptyState } from "../ui/empty-state";
import { PageBody, PageHeader } from "../ui/page-header";
import { Section } from "../ui/section";
import { type AddChannel, AddChannelDialog } from "./add-channel-dialog";
import { ChannelRows } from "./channel-rows";
import { ContactRules } from "./contact-rules";
import { type FeedActions, FeedRows } from "./feed-rows";
import { MailServerDialog, type SetMail } from "./mail-server-dialog";
import { OncallNavigation } from "./oncall-navigation";
import { PushButton } from "./push-button";
import type { Named } from "./target-name";

type OnChannel = ServerAction<{ channelId: number }>;
type NotificationsProps = {
  contact: { channels: Channel[]; rules: ContactRule[] };
  mail: { from: string } | null;
  pushKey: string;
  feeds: Feed[];
  schedules: Named[];
  actions: FeedActions & {
    add: AddChannel;
    remove: OnChannel;
    test: OnChannel;
    setRules: ServerAction<{ rules: ContactRule[] }>;
    setMail: SetMail;
  };
};

export function Notifications({ contact, mail, pushKey, feeds, schedules, actions }: NotificationsProps) {
  const { me } = useDesk();
  const [secret, setSecret] = useState<Secret | null>(null);
  const { channels, rules } = contact;
  return (
    <PageBody>
      <OncallNavigation />
      <PageHeader
        title="My notifications"
        description="A page always shows at the desk. Add a channel to be reached away from it. What is sent carries the brief and a link; the link opens nothing without signing in."
        actions={
          <>
            <PushButton pushKey={pushKey} add={actions.add} />
            <AddChannelDialog
              add={actions.add}
              hasMail={mail !== null}
              onSecret={(value) =>
                setSecret({
                  title: "Secret of the webhook",
                  description:
                    "Each request is signed with it, as Standard Webhooks describes. It is shown once.",
                  value,
                })
              }
            />
          </>
        }
      />
      <Section title="Channels">
        {channels.length === 0 ? (
          <EmptyState icon={<BellRing />} title="Only at the desk">
            Pages for you show here in a line above every page. Add a channel to be reached elsewhere too.
          </EmptyState>
        ) : (
          <ChannelRows channels={channels} remove={actions.remove} test={actions.test} />
        )}
      </Section>
      {channels.length > 0 && (
        <Section
          title="In which order"
          description="The next one is used at once when one fails, and none once you have opened the page."
        >
          <ContactRules channels={channels} rules={rules} set={actions.setRules} />
        </Section>
      )}
      <Section
        title="My shifts in a calendar"
        description="An address a calendar program reads. Whoever has it sees the shifts, and nothing else."
      >
        <FeedRows feeds={feeds} schedules={schedules} actions={actions} onSecret={setSecret} />
      </Section>
      {roleMay(me.role, "connector.manage") && (
        <Section title="Mail server" description="For everybody’s pages by email.">
          <p className="mb-2 text-ink-muted">{mail ? `Mail leaves as ${mail.from}.` : "None is set up."}</p>
          <MailServerDialog set={actions.setMail} from={mail?.from ?? ""} />
        </Section>
      )}
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </PageBody>
  );
}
