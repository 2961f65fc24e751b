/** What is said and what stands aside, on mails as programs in many languages send them. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asides, said, saidFirst } from "./parts";

const old = "> We will come back to you by tomorrow.\n> Hannah";

describe("quotations", () => {
  test.each([
    ["English", "On Mon, 3 Nov 2026 at 10:00, Hannah Brekke <h@x.example> wrote:"],
    ["German", "Am 3. November 2026 um 10:00 schrieb Hannah Brekke <h@x.example>:"],
    ["French", "Le lun. 3 nov. 2026 à 10:00, Hannah Brekke <h@x.example> a écrit :"],
    ["Spanish", "El lun, 3 nov 2026 a las 10:00, Hannah Brekke (<h@x.example>) escribió:"],
    ["Chinese", "在 2026年11月3日，10:00，Hannah Brekke <h@x.example> 写道："],
    ["Italian", "Il giorno lun 3 nov 2026 alle ore 10:00 Hannah Brekke <h@x.example> ha scritto:"],
    ["Polish", "pon., 3 lis 2026 o 10:00 Hannah Brekke <h@x.example> napisał(a):"],
    ["Finnish", "ma 3. marrask. 2026 klo 10.00 Hannah Brekke <h@x.example> kirjoitti:"],
    ["Japanese", "2026年11月3日(火) 10:00 Hannah Brekke <h@x.example>:"],
    ["Hungarian", "Hannah Brekke <h@x.example> ezt írta (időpont: 2026. nov. 3., H 10:00):"],
  ])("%s", (_, introduction) => {
    expect(said(`It still hangs.\n\n${introduction}\n\n${old}`)).toBe("It still hangs.");
  });

  test.each([
    [
      "English",
      "From: Hannah <h@x.example>\nSent: Monday, 3 November 2026 10:00\nTo: Ann\nSubject: Re: disk",
    ],
    [
      "German",
      "-----Ursprüngliche Nachricht-----\nVon: Hannah <h@x.example>\nGesendet: 3. November 2026\nAn: Ann\nBetreff: AW: disk",
    ],
    ["French", "De : Hannah <h@x.example>\nEnvoyé : lundi 3 novembre 2026\nÀ : Ann\nObjet : RE: disk"],
    [
      "Spanish",
      "De: Hannah <h@x.example>\nEnviado: lunes, 3 de noviembre de 2026\nPara: Ann\nAsunto: RE: disk",
    ],
    ["Chinese", "发件人：Hannah <h@x.example>\n发送时间：2026年11月3日\n收件人：Ann\n主题：回复"],
    ["Swedish", "Från: Hannah <h@x.example>\nSkickat: den 3 november 2026\nTill: Ann\nÄmne: SV: disk"],
  ])("headers of the mail below, %s", (_, headers) => {
    expect(said(`It still hangs.\n\n${headers}\n\nWe will come back to you by tomorrow.`)).toBe(
      "It still hangs.",
    );
  });

  test("answers between quoted lines are said", () => {
    expect(said("> Which instance?\nvm-12\n> Which region?\nfra-1")).toBe("vm-12\nfra-1");
  });

  test("a bar quotes, the rows of a table do not", () => {
    expect(said("No.\n| old words\n| of yours")).toBe("No.");
    const table = "| volume | await |\n|---|---|\n| vol-77ae02 | 182 ms |\n\nIs there a limit?";
    expect(said(table)).toBe(table);
  });

  test("a forwarded mail is what its sender wants read", () => {
    const mail =
      "See below.\n\n---------- Forwarded message ---------\nFrom: Ann <ann@x.example>\nDate: 3 Nov 2026\nSubject: alert\n\nvm-77 is down";
    expect(said(mail)).toContain("vm-77 is down");
  });

  test.each([
    [
      "English",
      "Can somebody take this, thanks.",
      "From: Ann <ann@x.example>\nSent: 3 Nov 2026 10:02\nTo: Bob\nSubject: alert",
    ],
    [
      "German",
      "Bitte prüfen, danke.",
      "Von: Ann Lee\nGesendet: Montag, 3. November 2026 10:02\nAn: Bob\nBetreff: Alarm",
    ],
    ["without a word", "", "De : Ann <ann@x.example>\nEnvoyé : 3 novembre 2026\nÀ : Bob\nObjet : alerte"],
  ])("a mail below a first message that names nothing is what it is about, %s", (_, own, headers) => {
    const body = `${own}\n\n${headers}\n\nvm-77 is down`;
    expect(saidFirst(body)).toContain("vm-77 is down");
    expect(said(body)).not.toContain("vm-77 is down");
    const asked = `Which image should I use?\n\n${headers}\n\nOur lawyer will write.`;
    expect(saidFirst(asked)).toBe("Which image should I use?");
    expect(saidFirst(`${own}\n\n> vm-77 is down`)).not.toContain("vm-77");
  });

  test("a mail that is nothing but a quotation says nothing", () => {
    expect(said(old)).toBe("");
  });
});

describe("signatures and footers", () => {
  test.each([
    ["a mark", "Which image?\n\n-- \nAnn Lee\nAcme Ltd\n+44 20 7946 0018", "Which image?"],
    [
      "a privileged footer",
      "Which image?\n\n--\nAnn Lee\nThis e-mail may contain confidential and attorney-client privileged information. We process personal data in accordance with the GDPR.",
      "Which image?",
    ],
    [
      "a German footer without a mark",
      "Welches Image?\n\nViele Grüße\nJutta Brandmeier\n\nWerkhof AG | Sitz der Gesellschaft: Kiel | Amtsgericht Kiel HRB 1234\nDatenschutzbeauftragter: dsb@werkhof.example (DSGVO)",
      "Welches Image?\n\nViele Grüße\nJutta Brandmeier",
    ],
    [
      "a French footer",
      "Quelle image ?\n\nCe message est confidentiel et destiné exclusivement à son destinataire. S'il vous est parvenu par erreur, merci de le supprimer.",
      "Quelle image ?",
    ],
    [
      "a Spanish footer",
      "¿Qué imagen?\n\nEste mensaje es confidencial y va dirigido a su destinatario. Tratamos sus datos personales conforme al RGPD.",
      "¿Qué imagen?",
    ],
    [
      "a Chinese footer",
      "用哪个镜像？\n\n本邮件及其附件为机密信息，仅供收件人使用。如有误收，请立即删除。",
      "用哪个镜像？",
    ],
    ["a telephone", "Still slow.\n\nSent from my iPhone", "Still slow."],
    [
      "a card below the name",
      "Slow.\n\nBest regards,\nTom\n\nTom Hill | SRE\ntel: +44 20 7946 0018",
      "Slow.\n\nBest regards,\nTom",
    ],
  ])("%s", (_, mail, expected) => {
    expect(said(mail)).toBe(expected);
  });

  test.each([
    ["a manifest", "Why?\n---\napiVersion: v1\nkind: Pod\n---\nkind: Service"],
    ["a log with ruled lines", "log:\n=====\nerror at 10:00\n=====\nplease help"],
    ["settings", "host: a@b.example\nport: 5432\ndate: 2026-11-03\nWhy does it fail?"],
    ["a threat", "Your service is bad.\n\nOur lawyer will write to you, this is a confidential matter."],
    ["only a sign-off", "Regards"],
    ["a list", "We need:\n- two volumes\n- one balancer"],
  ])("%s is said", (_, text) => {
    expect(said(text)).toBe(text);
  });
});

test("the stretches are in order, whole lines, and within the text, whatever it holds", () => {
  const line = fc.constantFrom(
    "> a",
    "--",
    "",
    "x: y@z.example 1:2",
    "On 1 Jan 2026 a@b.example wrote:",
    "Regards",
    "hi",
    "----",
    "\r",
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 14 }), fc.constantFrom("\n", "\r\n"), (lines, end) => {
      const text = lines.join(end);
      let from = 0;
      for (const { start, end: to } of asides(text)) {
        expect(start).toBeGreaterThanOrEqual(from);
        expect(to).toBeGreaterThan(start);
        expect(start === 0 || text[start - 1] === "\n").toBe(true);
        from = to;
      }
      expect(from).toBeLessThanOrEqual(text.length);
    }),
  );
});

test("hostile texts take time in proportion", () => {
  for (const unit of [
    "On a ",
    "a\n",
    "\n",
    "From: a ",
    "--\n",
    "a: b\n",
    "On 1 a@b.example:\n> x\n",
    "confidential addressee\n",
  ]) {
    const began = process.cpuUsage();
    said(`x\n${unit.repeat(60_000 / unit.length)}`);
    expect(process.cpuUsage(began).user / 1000, unit).toBeLessThan(4_000);
  }
});
