/** What simulated customers write, and when: ordinary questions, waves that are no outage, and outages with known truth. */
import type { Chance } from "#lib/incidents/simulation/chance";
import { announcements, asides, background, greetings, partings, weeklyWave } from "./background";
import { codes, languages, type Product, products, type Spoken, troubles } from "./wording";
import { heldOutTroubles } from "./wording-held-out";

export type Writer = { id: string; name: string; company: string; language: Spoken };
/** A customer opens a ticket. `truth` names the outage it is about; anything else has a name of its own. */
export type Letter = {
  at: number;
  truth: string;
  writer: Writer;
  subject: string;
  body: string;
  /** What it is filed under when it comes, and what somebody files it under by and by. */
  service: string | null;
  filed: string | null;
};
export type Outage = { truth: string; product: Product; at: number; end: number; hasAlerts: boolean };

export type LetterPlan = {
  days: number;
  /** Ordinary tickets a day, and mean hours between outages. */
  background: number;
  outageEvery: number;
  /** Share of outages that monitoring notices as well, and that begin beside another one. */
  monitored: number;
  overlapping: number;
  /** Which products have outages: those tuned on, those held back, or all. */
  wording: "tuning" | "held" | "all";
};

export const usualLetters: LetterPlan = {
  days: 40,
  background: 90,
  outageEvery: 18,
  monitored: 0.4,
  overlapping: 0.15,
  wording: "held",
};

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export function makeWriters(chance: Chance, count: number): Writer[] {
  const first =
    "Ada Ben Carla David Elena Farid Greta Hugo Ines Jonas Karim Lena Marco Nadia Omar Paula Quentin Rosa Sven Tara".split(
      " ",
    );
  const last =
    "Alder Brandt Costa Dubois Evans Fischer Garcia Hansen Ivanova Jensen Keller Lopez Moreau Novak Okafor Petit Rossi Schmid Torres Weber".split(
      " ",
    );
  return Array.from({ length: count }, (_, n) => ({
    id: `writer-${n}`,
    name: `${chance.pick(first)} ${chance.pick(last)}`,
    // Some companies have several people who write.
    company: `Company ${chance.is(0.25) && n > 0 ? chance.between(0, n - 1) : n}`,
    language: chance.is(0.55) ? "en" : chance.pick(languages),
  }));
}

/** Everything that is written in `plan.days` days from `start` on, in order, and the outages behind it. */
export function makeLetters(
  chance: Chance,
  plan: LetterPlan,
  writers: readonly Writer[],
  start: number,
): { letters: Letter[]; outages: Outage[] } {
  const end = start + plan.days * day;
  const letters: Letter[] = [];
  let number = 0;
  const own = (kind: string) => `${kind} ${number++}`;
  for (let at = start; at < end; at += chance.wait(day / plan.background / busyness(at)))
    letters.push(backgroundMessage(chance, writers, at, own("everyday")));
  // Busy half hours, in which nothing is wrong.
  for (let at = start; at < end; at += chance.wait(1.5 * day))
    for (let n = chance.between(8, 20); n > 0; n--)
      letters.push(backgroundMessage(chance, writers, at + chance.next() * 30 * minute, own("busy")));
  // One company that writes again and again about its own trouble.
  for (let at = start; at < end; at += chance.wait(1.2 * day)) {
    const writer = chance.pick(writers);
    const about = chance.pick(products);
    const kind = chance.pick(about.troubles);
    for (let n = chance.between(3, 6); n > 0; n--)
      letters.push(
        incidentMessage(chance, writer, { about, kind, shown: [] }, at + chance.next() * hour, own("alone")),
      );
  }
  // The week's statement: Monday morning, many ask.
  for (let at = start + 9 * hour; at < end; at += 7 * day)
    for (let n = chance.between(6, 12); n > 0; n--)
      letters.push(
        plainLetter(
          chance,
          chance.pick(writers),
          weeklyWave,
          at + chance.next() * 90 * minute,
          own("weekly"),
        ),
      );
  for (let at = start + chance.wait(8 * day); at < end; at += chance.wait(14 * day)) {
    const about = chance.pick(announcements);
    for (let n = chance.between(3, 6); n > 0; n--)
      letters.push(
        plainLetter(chance, chance.pick(writers), about, at + chance.next() * 3 * hour, own("announced")),
      );
  }
  const outages = makeOutages(chance, plan, start, end);
  for (const outage of outages) letters.push(...lettersOf(chance, outage, writers));
  return { letters: letters.sort((a, b) => a.at - b.at), outages };
}

/** Nights are quiet, working hours are not. */
function busyness(at: number): number {
  const time = new Date(at);
  const isWeekend = time.getUTCDay() % 6 === 0;
  const isWork = time.getUTCHours() >= 7 && time.getUTCHours() < 18;
  return (isWork ? 1.8 : 0.4) * (isWeekend ? 0.4 : 1.2);
}

function makeOutages(chance: Chance, plan: LetterPlan, start: number, end: number): Outage[] {
  const from = products.filter(
    ({ isHeld }) => plan.wording === "all" || isHeld === (plan.wording === "held"),
  );
  const outages: Outage[] = [];
  // Two at a time are of two products: of one they would be one.
  const add = (at: number) =>
    outages.push({
      truth: `outage ${outages.length}`,
      product: chance.pick(
        from.filter((one) => !outages.some((other) => other.product === one && other.end > at - hour)),
      ),
      at,
      end: at + (15 + chance.wait(40)) * minute,
      hasAlerts: chance.is(plan.monitored),
    });
  for (let at = start + chance.wait(12 * hour); at < end; at += chance.wait(plan.outageEvery * hour)) {
    add(at);
    if (chance.is(plan.overlapping)) add(at + chance.next() * 20 * minute);
  }
  return outages;
}

/** Some outages are felt by two customers, some by forty; most write soon, some late. */
function lettersOf(chance: Chance, outage: Outage, writers: readonly Writer[]): Letter[] {
  const kind = chance.pick(outage.product.troubles);
  const shown = [chance.pick(codes[kind]), chance.pick(codes[kind])];
  const many = Math.round(1 + chance.wait(9));
  const about = { about: outage.product, kind, shown };
  return Array.from({ length: many }, () => {
    const at = outage.at + 2 * minute + chance.wait((outage.end - outage.at) / 3);
    return incidentMessage(
      chance,
      chance.pick(writers),
      about,
      Math.min(at, outage.end + 10 * minute),
      outage.truth,
    );
  });
}

type About = { about: Product; kind: keyof typeof troubles; shown: readonly string[] };

function incidentMessage(
  chance: Chance,
  writer: Writer,
  { about, kind, shown }: About,
  at: number,
  truth: string,
): Letter {
  const { language } = writer;
  const it = chance.pick(about.called[language]);
  const sentence = chance
    .pick((about.isHeld ? heldOutTroubles : troubles)[kind][language])
    .replaceAll("{it}", it);
  const code = shown.length > 0 && chance.is(0.4) ? ` ${chance.pick(shown)}` : "";
  const body = [sentence + code, ...(chance.is(0.5) ? [chance.pick(asides[language])] : [])].join(" ");
  const subject = chance.is(0.6) ? (sentence.split(/[.,:;]/)[0] ?? sentence) : it;
  // The desk has filed some of them by the time they are read.
  const service = chance.is(0.35) ? about.service : null;
  // Most of the rest is filed within hours, some of it never.
  const filed = chance.is(0.85) ? about.service : null;
  return { at, truth, writer, service, filed: service ?? filed, ...dressed(chance, writer, subject, body) };
}

function backgroundMessage(chance: Chance, writers: readonly Writer[], at: number, truth: string): Letter {
  const writer = chance.pick(writers);
  // Now and then something is broken for one customer alone.
  if (chance.is(0.12)) {
    const about = chance.pick(products);
    return incidentMessage(
      chance,
      writer,
      { about, kind: chance.pick(about.troubles), shown: [] },
      at,
      truth,
    );
  }
  return plainLetter(chance, writer, chance.pick(background), at, truth);
}

function plainLetter(
  chance: Chance,
  writer: Writer,
  from: Record<Spoken, string[]>,
  at: number,
  truth: string,
): Letter {
  const about = chance.pick(products);
  const it = chance.pick(about.called[writer.language]);
  const sentence = chance.pick(from[writer.language]).replaceAll("{it}", it);
  const body = [sentence, ...(chance.is(0.4) ? [chance.pick(asides[writer.language])] : [])].join(" ");
  return {
    at,
    truth,
    writer,
    service: null,
    filed: sentence.includes(it) && chance.is(0.7) ? about.service : null,
    ...dressed(chance, writer, sentence.split(/[.?,]/)[0] ?? sentence, body),
  };
}

function dressed(chance: Chance, { language, name }: Writer, subject: string, body: string) {
  const parting = chance.pick(partings[language]).replaceAll("{name}", name);
  const text = [chance.pick(greetings[language]), body, parting].filter(Boolean).join("\n\n");
  return { subject, body: chance.is(0.15) ? mistyped(chance, text) : text };
}

/** Two letters changed places. */
function mistyped(chance: Chance, text: string): string {
  const place = chance.between(1, Math.max(1, text.length - 2));
  return text.slice(0, place) + (text[place + 1] ?? "") + (text[place] ?? "") + text.slice(place + 2);
}
