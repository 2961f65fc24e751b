/** Columns are found by their headers and values, in tables of different desks; tickets are made of the rows. */
import { expect, test } from "vitest";
import { guessMapping } from "./guess";
import { readTable } from "./table";
import { ticketsOf } from "./tickets";

const tableOf = (text: string) => readTable(new TextEncoder().encode(text));
const read = (text: string, zone = "UTC") => {
  const table = tableOf(text);
  return ticketsOf(table, guessMapping(table, zone), new Date("2026-06-01T00:00:00Z"));
};

const english = `Ticket ID,Created At,Author Role,Author,Message,Subject,Status,Priority,Group
T-1,2026-03-02 09:00,end-user,Ann Lee,"My server vm-1 hangs, please help",Server hangs,solved,High,Compute
T-2,2026-03-02 09:05,end-user,Bo Ek,How do I change my invoice address?,Invoice,closed,Normal,Billing
T-1,2026-03-02 09:10,agent,Sam Roe,"Hello Ann, I restarted it. Does it work again?",Server hangs,solved,High,Compute
T-1,2026-03-02 09:12,private note,Sam Roe,"Host was full",Server hangs,solved,High,Compute
T-2,2026-03-02 09:20,agent,Kim Oz,"Under Account, Billing.",Invoice,closed,Normal,Billing`;

const german = `Vorgang;Datum;Absender;Kunde;Nachricht;Betreff
17;03.04.2026 10:00;Jutta Brandmeier;Jutta Brandmeier;Guten Tag, wie hoch ist unser Kontingent in fra-1?;Kontingent
17;13.04.2026 10:30;Max Roth;Jutta Brandmeier;Guten Tag Frau Brandmeier, es sind 200 vCPU.;Kontingent`;

const chinese = `工单号,时间,角色,内容,主题
A1,2026-03-02 09:00,客户,我们的服务器 vm-7 无法连接，请帮忙看一下,服务器
A1,2026-03-02 09:10,客服,您好，已经重启，请再试一次,服务器`;

test("an English export: roles by their words, notes apart, rows of a ticket need not be together", () => {
  const { tickets, faults } = read(english);
  expect(faults).toEqual([]);
  expect(tickets).toMatchObject([
    {
      id: "T-1",
      subject: "Server hangs",
      status: "solved",
      priority: "high",
      queue: "Compute",
      customer: { name: "Ann Lee" },
      events: [
        { kind: "customer_message", by: { kind: "customer", name: "Ann Lee" } },
        { kind: "analyst_reply", by: { kind: "analyst", name: "Sam Roe" } },
        { kind: "note", text: "Host was full" },
      ],
    },
    { id: "T-2", status: "closed", customer: { name: "Bo Ek" }, queue: "Billing" },
  ]);
});

test("a German one: who asks is who stands as customer; the day comes first", () => {
  const { tickets } = read(german, "Europe/Berlin");
  expect(tickets).toMatchObject([
    {
      id: "17",
      events: [
        { kind: "customer_message", at: new Date("2026-04-03T08:00:00Z") },
        { kind: "analyst_reply", at: new Date("2026-04-13T08:30:00Z"), by: { name: "Max Roth" } },
      ],
    },
  ]);
});

test("a Chinese one", () => {
  expect(read(chinese).tickets).toMatchObject([
    { id: "A1", subject: "服务器", events: [{ kind: "customer_message" }, { kind: "analyst_reply" }] },
  ]);
});

test("roles in words nobody knows are told by who begins the tickets", () => {
  const { tickets } = read(`ticket,created,sender_type,message
1,2026-03-02 09:00,K,"Where is my parcel, please? It was due on Monday."
1,2026-03-02 09:10,M,"It leaves our house today; here is its number: 77."
2,2026-03-02 10:00,K,"The shop refuses my card, what can I do about that?"
2,2026-03-02 10:10,M,"Please try once more, the terminal was down."`);
  expect(tickets.map(({ events }) => events.map(({ kind }) => kind))).toEqual([
    ["customer_message", "analyst_reply"],
    ["customer_message", "analyst_reply"],
  ]);
});

test("one row a ticket with its answer", () => {
  const { tickets } = read(
    `id,date,question text,answer
1,2026-03-02,"How can I reset my password?","Use the link on the sign-in page."`.replace(
      "question text",
      "text",
    ),
  );
  expect(tickets).toMatchObject([
    {
      events: [
        { kind: "customer_message" },
        { kind: "analyst_reply", text: "Use the link on the sign-in page." },
      ],
    },
  ]);
});

test("a row without a ticket, a message or a time is named and left out", () => {
  const { tickets, faults } = read(`${english}
,2026-03-02 09:20,agent,Kim,Text,S,closed,Normal,Billing
T-3,someday,end-user,Kim,Text,S,closed,Normal,Billing
T-4,2026-03-02 09:20,end-user,Kim,,S,closed,Normal,Billing`);
  expect(tickets.map(({ id }) => id)).toEqual(["T-1", "T-2"]);
  expect(faults).toEqual([
    expect.stringContaining("Line 7"),
    expect.stringContaining("“someday” is no time"),
    expect.stringContaining("no message"),
  ]);
});

test("columns in words nobody knows are found by what repeats with what", () => {
  const people = ["Lena Brandt", "Omar Yilmaz", "Sofie Krause", "Tim Adler"];
  const topics = [
    "Zugang gesperrt seit gestern",
    "Drucker im Lesesaal geht nicht",
    "Kein Netz im Lesesaal 3",
  ];
  const rows = Array.from({ length: 24 }, (_, n) => {
    const [id, who, topic] = [`UB-${240 + n}`, people[n % 4], topics[n % 3]];
    const rest = `${["Netz", "Druck", "Konto"][n % 3]};${["normal", "hoch", "niedrig"][n % 3]};erledigt;K-${n % 5}`;
    return `${id};${topic};0${1 + (n % 9)}.09.2026 08:26;${who};Nutzer;"Guten Tag,
bitte helfen Sie mir, es geht seit heute früh nichts mehr.";${rest}
${id};${topic};0${1 + (n % 9)}.09.2026 09:10;Jana Vogt;IT-Dienst;Wir haben es behoben, bitte noch einmal versuchen.;${rest}`;
  });
  const table = tableOf(
    `Vorgangsnr;Betreffzeile;Eingang;Wer;Funktion;Wortlaut;Sachgebiet;Dringlichkeit;Stand;Konto\n${rows.join("\n")}`,
  );
  const mapping = guessMapping(table, "Europe/Berlin");
  expect(mapping.columns).toMatchObject({
    ticket: "Vorgangsnr",
    subject: "Betreffzeile",
    at: "Eingang",
    author: "Wer",
    role: "Funktion",
    text: "Wortlaut",
    category: "Sachgebiet",
    priority: "Dringlichkeit",
    status: "Stand",
  });
  const { tickets } = ticketsOf(table, mapping, new Date("2026-06-01T00:00:00Z"));
  expect(tickets).toHaveLength(24);
  expect(tickets.find(({ id }) => id === "UB-241")).toMatchObject({
    priority: "high",
    customer: { name: "Omar Yilmaz" },
    events: [{ kind: "customer_message" }, { kind: "analyst_reply", by: { name: "Jana Vogt" } }],
  });
});

test("a customer's number, which repeats as well, is not taken for the ticket's", () => {
  const rows = Array.from({ length: 20 }, (_, n) =>
    ["a", "b"].map(
      (half) => `C${n % 6};Z${n};2026-03-02 09:${10 + n};${half} text that is long enough to be one`,
    ),
  );
  const { columns } = guessMapping(
    tableOf(`k1,k2,k3,k4\n${rows.flat().join("\n").replaceAll(";", ",")}`),
    "UTC",
  );
  expect(columns).toMatchObject({ ticket: "k2", at: "k3", text: "k4" });
});
