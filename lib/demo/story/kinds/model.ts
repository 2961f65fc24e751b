/** What a kind of case consists of: who writes how, what is looked up, what the team answers. */

import type { Priority } from "#lib/sla/model";
import type { Dice } from "../dice";
import type { QueueKey, Service, StoryAlert, StoryCustomer } from "../model";
import type { Facts } from "../wording";

export type LookUp = { tool: string; arguments: Record<string, unknown> };

export type Found = Record<string, unknown>;

/** How a case of a kind is filed. */
export interface TriageLabels {
  queue: QueueKey;
  category: string;
  service: Service;
  priority: Priority;
}

/** A customer asks. Texts are templates, see `worded`. */
export interface RequestKind extends TriageLabels {
  key: string;
  /** How common it is beside the others. */
  weight: number;
  /** Days of the four weeks on which somebody asks exactly this; weight counts for what arrives afterwards. */
  onDays?: readonly number[];
  /** What a look-up mostly finds. */
  usual?: readonly string[];
  facts(dice: Dice, customer: StoryCustomer): Facts;
  subjects: string[];
  /** What is wrong, told with all that is needed, and told without it. */
  told: string[];
  untold: string[];
  /** What the team asks where something is not told, and what the customer then says. */
  ask: string;
  given: string[];
  /** Null where the team knows the answer by itself. */
  lookUp: ((facts: Facts) => LookUp) | null;
  answer(found: Found, facts: Facts): string;
  /** What customers ask afterwards, and what the team says to it. */
  questions: [asked: string, answered: string][];
}

/** A customer asks for what an analyst may not settle: a colleague takes over. */
export interface EscalatedKind extends TriageLabels {
  key: string;
  weight: number;
  facts(dice: Dice, customer: StoryCustomer): Facts;
  subjects: string[];
  told: string[];
  /** Why it is handed over, and what the colleague then writes. */
  reason: string;
  settled: string[];
}

/** Monitoring reports something that mostly passes by itself. */
export interface AlertKind extends TriageLabels {
  key: string;
  weight: number;
  alert(dice: Dice, facts: Facts, fingerprint: string): StoryAlert;
  facts(dice: Dice, customer: StoryCustomer): Facts;
  lookUp(facts: Facts): LookUp;
  note(found: Found): string;
  over: string;
}
