/** How a person is reached: by each channel, with proof; tried again, then the next one; quiet once it was seen or answered. */
import { createECDH, randomBytes } from "node:crypto";
import { and, eq, like } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, expect, vi } from "vitest";
import { oncallChannel } from "#db/schema/oncall";
import { audit } from "#db/schema/platform";
import { pushKey } from "#lib/oncall/channels";
import {
  acknowledgePage,
  addChannel,
  confirmShown,
  removeChannel,
  seePage,
  setContactRules,
  setMailServer,
  testChannel,
} from "#lib/oncall/commands";
import { openNight, step } from "#lib/oncall/testing/night";
import { test } from "#lib/platform/testing/database";
import { sendPush } from "./posted";
import { startMail, startWeb } from "./testing/receivers";

let web: Awaited<ReturnType<typeof startWeb>>;
let mail: Awaited<ReturnType<typeof startMail>>;
beforeAll(async () => {
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
  vi.stubEnv("VIGIL_OUTGOING_PRIVATE", "1");
  vi.stubEnv("VIGIL_URL", "https://desk.example.com");
  web = await startWeb();
  mail = await startMail();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await web.stop();
  await mail.stop();
});
beforeEach(() => {
  web.posted.length = 0;
  web.answers.length = 0;
  mail.mails.length = 0;
});

test("an e-mail and a signed webhook say what a page is about, and their proof stands on the page", async ({
  ctx,
}) => {
  // The verifier of signatures has a clock of its own.
  const night = await openNight(ctx, new Date());
  const ada = await night.somebody();
  await night.chain([step(30, ada)], ada.actor.id);
  await setMailServer(ctx, { from: "vigil@example.com", url: mail.url });
  const letter = await addChannel(ada, { kind: "email", label: "Work", target: "ada@example.com" });
  const hook = await addChannel(ada, { kind: "webhook", label: "Pager", target: `${web.url}/hook` });
  await setContactRules(ada, {
    rules: [
      { channelId: letter.id, after: 0 },
      { channelId: hook.id, after: 3 },
    ],
  });
  const pageId = await night.call({ title: "Call +49 30 901820 about the volume" });
  await night.goOn(1);
  expect(mail.mails).toHaveLength(1);
  expect(mail.mails[0]).toContain("Subject: [high] Call (PHONE) about the volume");
  expect(mail.mails[0]).toContain(`https://desk.example.com/oncall/pages/${pageId}`);
  expect(web.posted).toHaveLength(0);
  await night.goOn(3);
  const [sent] = web.posted;
  const told = new Webhook(hook.secret ?? "").verify(sent?.body.toString() ?? "", {
    ...(sent?.headers as Record<string, string>),
  });
  expect(told).toMatchObject({ type: "page", lines: ["Open: the volume is full"] });
  const { events, notices } = await night.state(pageId);
  expect(notices.map(({ status }) => status)).toEqual(["sent", "sent"]);
  expect(events.filter(({ kind }) => kind === "sent").map(({ text }) => text)).toEqual([
    expect.stringMatching(/^E-mail \(Work\): accepted with 250/),
    expect.stringMatching(/^Webhook \(Pager\): accepted with 200/),
  ]);
  const rows = await ctx.db.$count(
    audit,
    and(like(audit.action, "notice.%"), eq(audit.entityId, String(letter.id))),
  );
  expect(rows).toBe(1);
});

test("a server that is not well is asked again; one that refuses makes the next channel due at once", async ({
  ctx,
}) => {
  const night = await openNight(ctx);
  const ada = await night.somebody();
  await night.chain([step(60, ada)], ada.actor.id);
  const first = await addChannel(ada, { kind: "slack", label: "Team", target: `${web.url}/slack` });
  const second = await addChannel(ada, { kind: "webhook", label: "Pager", target: `${web.url}/hook` });
  await setContactRules(ada, {
    rules: [
      { channelId: first.id, after: 0 },
      { channelId: second.id, after: 20 },
    ],
  });
  web.answers.push(503, 503);
  const flaky = await night.call({ title: "Busy <!channel> & co" });
  await night.goOn(2);
  expect(web.posted.map(({ path }) => path)).toEqual(["/slack", "/slack", "/slack"]);
  expect(JSON.parse(web.posted[2]?.body.toString() ?? "").text).toContain("*Busy &lt;!channel&gt; &amp; co*");
  expect((await night.state(flaky)).notices[0]).toMatchObject({ status: "sent", attempts: 3 });
  web.answers.push(404);
  await night.call();
  await night.goOn(1);
  expect(web.posted.at(-2)?.path).toBe("/slack");
  expect(web.posted.at(-1)?.path).toBe("/hook");
  const [row] = await ctx.db.select().from(oncallChannel).where(eq(oncallChannel.id, first.id));
  expect(row?.lastError).toBe("The other side answered 404.");
});

test("what was seen or acknowledged is sent no further, and neither is what went on to others", async ({
  ctx,
}) => {
  const night = await openNight(ctx);
  const [ada, ben] = [await night.somebody(), await night.somebody()];
  await night.chain([step(10, ada), step(60, ben)], ben.actor.id);
  const hook = await addChannel(ada, { kind: "webhook", label: "Pager", target: `${web.url}/hook` });
  await setContactRules(ada, { rules: [{ channelId: hook.id, after: 5 }] });
  const seen = await night.call();
  await seePage(ada, { pageId: seen });
  const answered = await night.call();
  const { version } = (await night.state(answered)).row;
  await acknowledgePage(ada, { pageId: answered, version });
  await setContactRules(ada, { rules: [{ channelId: hook.id, after: 12 }] });
  const late = await night.call();
  await night.goOn(30);
  expect(web.posted).toEqual([]);
  for (const pageId of [seen, answered, late])
    expect((await night.state(pageId)).notices.map(({ status }) => status)).toEqual(["withdrawn"]);
  expect((await night.state(seen)).row.step).toBe(1);
});

test("a message that waited through a downtime is sent only when it is still wanted", async ({ ctx }) => {
  const night = await openNight(ctx);
  const ada = await night.somebody();
  await night.chain([step(10, ada)], ada.actor.id);
  const hook = await addChannel(ada, { kind: "webhook", label: "Pager", target: `${web.url}/hook` });
  await setContactRules(ada, { rules: [{ channelId: hook.id, after: 1 }] });
  const pageId = await night.call();
  await night.goOn(5 * 24 * 60, { isDown: true });
  // The first message was late and still wanted; then its level ran out, and the last resort was told at once.
  const { notices, row } = await night.state(pageId);
  expect(row.status).toBe("unanswered");
  expect(notices.map(({ status }) => status)).toEqual(["sent", "waiting"]);
  await night.goOn(2);
  expect(web.posted).toHaveLength(2);
});

test("a push message is encrypted for the browser alone, and says that it was shown", async ({ ctx }) => {
  const keys = { publicKey: await pushKey(ctx), privateKey: "", contact: "mailto:a@example.com" };
  expect(Buffer.from(keys.publicKey, "base64url")).toHaveLength(65);
  expect(await pushKey(ctx)).toBe(keys.publicKey);
  const browser = createECDH("prime256v1");
  const target = JSON.stringify({
    endpoint: "https://push.example.com/abc",
    keys: {
      p256dh: browser.generateKeys().toString("base64url"),
      auth: randomBytes(16).toString("base64url"),
    },
  });
  const night = await openNight(ctx);
  const ada = await night.somebody();
  const channel = await addChannel(ada, { kind: "push", label: "Phone", target });
  const webpush = await import("web-push");
  const pair = webpush.default.generateVAPIDKeys();
  const outcome = await sendPush(
    { ...JSON.parse(target), endpoint: `${web.url}/push` },
    { ...pair, contact: keys.contact },
    { id: "page_1_2", title: "Full", lines: ["Open: full"], urgency: "critical", url: null },
    "/oncall/pages/1",
  );
  expect(outcome.outcome).toBe("delivered");
  const [sent] = web.posted;
  expect(sent?.headers).toMatchObject({ "content-encoding": "aes128gcm", urgency: "high", ttl: "3600" });
  expect(sent?.headers.authorization).toMatch(/^vapid t=/);
  expect(sent?.body.toString("latin1")).not.toContain("Full");
  const { noticeId } = await testChannel(ada, { channelId: channel.id });
  await confirmShown(ada, { id: noticeId });
  await expect(testChannel(await night.somebody(), { channelId: channel.id })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("nothing is sent inside a network, to another scheme, or to what was removed; targets are kept sealed", async ({
  ctx,
}) => {
  vi.stubEnv("VIGIL_OUTGOING_PRIVATE", "0");
  const night = await openNight(ctx);
  const ada = await night.somebody();
  await night.chain([step(10, ada)], ada.actor.id);
  const hook = await addChannel(ada, { kind: "slack", label: "Inside", target: `${web.url}/hook` });
  const gone = await addChannel(ada, { kind: "slack", label: "Gone", target: `${web.url}/gone` });
  await setContactRules(ada, {
    rules: [
      { channelId: hook.id, after: 0 },
      { channelId: gone.id, after: 1 },
    ],
  });
  const pageId = await night.call();
  await removeChannel(ada, { channelId: gone.id });
  await night.goOn(5);
  expect(web.posted).toEqual([]);
  const { notices } = await night.state(pageId);
  expect(notices.map(({ status }) => status)).toEqual(["failed", "withdrawn"]);
  expect(notices[0]?.lastError).toContain("private network");
  vi.stubEnv("VIGIL_OUTGOING_PRIVATE", "1");
  for (const target of ["file:///etc/passwd", "javascript:alert(1)", "not an address"])
    await expect(addChannel(ada, { kind: "webhook", label: "Bad", target })).rejects.toMatchObject({
      code: "invalid",
    });
  await expect(addChannel(ada, { kind: "push", label: "Bad", target: "{}" })).rejects.toMatchObject({
    code: "invalid",
  });
  const [row] = await ctx.db.select().from(oncallChannel).where(eq(oncallChannel.id, hook.id));
  expect(row?.target).not.toContain("127.0.0.1");
});

test("a mailbox that does not exist is not asked again", async ({ ctx }) => {
  const night = await openNight(ctx);
  const ada = await night.somebody();
  await setMailServer(ctx, { from: "vigil@example.com", url: mail.url });
  const channel = await addChannel(ada, { kind: "email", label: "Old", target: "nobody@example.com" });
  mail.answers.push("550 no such user");
  await testChannel(ada, { channelId: channel.id });
  await night.goOn(10);
  const [row] = await ctx.db.select().from(oncallChannel).where(eq(oncallChannel.id, channel.id));
  expect(row?.lastError).toContain("no such user");
  expect(mail.mails).toEqual([]);
});
