/** Reads an article or runbook as a procedure: ordered steps, each words for the customer or an instruction to the analyst. Pure. */
import { type OutlineItem, outline } from "./outline";
import { casesOf, isLead, plain, sentences } from "./procedure-line";
import { actionHeading, backgroundHeading, imperative, sayCue } from "./procedure-words";

export type ProcedureStep = {
  /** The line as the article has it, without the marks of Markdown. */
  text: string;
  /** The literal words it gives to say to the customer; null for what only the analyst does. */
  wording: string | null;
  /** In which case it is taken, in the article's words; null for always. */
  when: string | null;
  /** What stands as code in it or right below it. */
  code: string[];
};

const mostSteps = 200;

/** A line that others stand below: what holds for all of them. */
type Parent = { depth: number; when: string | null; isLead: boolean; step: ProcedureStep | null };

/** The steps of a text in their order; none for a text that orders nothing. Nothing in them that does not stand in the text. */
export function readProcedure(markdown: string): ProcedureStep[] {
  const steps: ProcedureStep[] = [];
  let parents: Parent[] = [];
  let section = "";
  let last: ProcedureStep | null = null;
  const add = (line: string, depth: number) => {
    const above = parents.at(-1);
    for (const { text, when, wording, isBare } of casesOf(line, above?.isLead ?? false)) {
      const step = { text: plain(text), wording: wording && plain(wording), when, code: codeIn(text) };
      step.when = when === null ? (above?.when ?? null) : plain(when);
      if (wording && above?.step) drop(steps, above.step);
      const isOpening = /[:：]$/.test(text);
      const isStep = !isBare && (!isOpening || isOrder(text) || depth < 0);
      if (isStep) steps.push(step);
      last = isStep ? step : null;
      if (isOpening)
        parents.push({ depth, when: step.when, isLead: isLead(text), step: isLead(text) ? step : null });
    }
  };
  const items = outline(markdown);
  for (const [place, item] of items.entries()) {
    if (steps.length >= mostSteps) break;
    if (item.kind === "heading") {
      section = plain(item.text);
      parents = [];
      last = null;
    } else if (backgroundHeading.test(section)) continue;
    else if (item.kind === "code") noteCode(last, item.text);
    else if (item.kind === "quote") noteQuote(last, parents.at(-1), item.text);
    else if (item.kind === "prose") {
      if (item.depth === 0) parents = [];
      const isAboveCode = items[place + 1]?.kind === "code";
      for (const sentence of sentences(item.text))
        if (isOrder(sentence) || (isAboveCode && announces(sentence))) add(sentence, -1);
        // Below "Possible causes are:" stands what may be, and no order unless it says so.
        else if (/[:：]$/.test(sentence)) parents.push({ depth: -1, when: null, isLead: false, step: null });
    } else {
      parents = parents.filter(({ depth }) => depth < item.depth);
      if (isStep(item, section, parents)) add(item.text, item.depth);
      else last = null;
    }
  }
  return steps.slice(0, mostSteps);
}

function noteCode(step: ProcedureStep | null, text: string): void {
  step?.code.push(...text.split("\n").filter((line) => line.trim() !== ""));
}

/** A quotation below a line that leads to words for the customer is these words. */
function noteQuote(step: ProcedureStep | null, parent: Parent | undefined, text: string): void {
  if (step && !step.wording && parent?.isLead && parent.step === step) step.wording = plain(text);
}

function drop(steps: ProcedureStep[], step: ProcedureStep): void {
  const place = steps.indexOf(step);
  if (place >= 0 && !step.wording) steps.splice(place, 1);
}

/** A term that is explained, and no order. */
const term = /^(?:`[^`]+`|\*\*[^*]+\*\*|\S+(?: \S+)?)\s*[:：–—-]/u;

/** A numbered line is a step; one with a dot where it orders something, or stands where only orders stand. */
function isStep({ kind, text }: OutlineItem, section: string, parents: readonly Parent[]): boolean {
  if (kind === "numbered" || isOrder(text)) return true;
  const above = parents.at(-1);
  if (above) return above.isLead || above.when !== null;
  return actionHeading.test(section) && text.split(/\s+/).length > 2 && !term.test(text);
}

/** A sentence that orders something, whatever the case it holds for. */
function isOrder(sentence: string): boolean {
  if (sentence.startsWith("|")) return false;
  return casesOf(sentence, false).some(
    ({ text, wording, isBare, rest }) =>
      wording !== null || (isBare && /[:：]$/.test(text)) || sayCue.test(rest) || imperative.test(rest),
  );
}

/** "To see all of them, run:" above code says what the code is for. */
function announces(sentence: string): boolean {
  return /[:：]$/.test(sentence) && sentence.split(/\s+/).length > 3;
}

function codeIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? "");
}
