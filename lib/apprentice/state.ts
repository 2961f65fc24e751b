/** The state of the apprentice, and how it is serialised. */
import { type Acts, newActs, readActs, writeActs } from "./acts/acts";
import { type Calibration, newCalibration, readCalibration, writeCalibration } from "./calibration";
import { type ArgumentModel, newArgumentModel, readArguments, writeArguments } from "./call/arguments";
import { type ExperienceReplay, readExperienceReplay, writeExperienceReplay } from "./experience-replay";
import { newStack, type Stack } from "./expert-weights";
import { type Agreement, newAgreement, readAgreement, writeAgreement } from "./facts/agreement";
import { type Nearest, newNearest, readNearest, writeNearest } from "./nearest";
import { type Network, newNetwork, readNetwork, writeNetwork } from "./network";
import { newReader, newWriter } from "./snapshot";
import { newSoftmax, readSoftmax, type Softmax, writeSoftmax } from "./softmax";
import {
  newTemplateStore,
  readTemplateStore,
  type TemplateStore,
  writeTemplateStore,
} from "./template-store";
import type { RandomState } from "./tokens";
import { newTriageModel, readTriage, type TriageModel, writeTriage } from "./triage";

export type Apprentice = {
  templateStore: TemplateStore;
  softmax: Softmax;
  network: Network;
  nearest: Nearest;
  stack: Stack;
  agreement: Agreement;
  acts: Acts;
  calibration: Calibration;
  callArguments: ArgumentModel;
  triage: TriageModel;
  experienceReplay: ExperienceReplay;
  random: RandomState;
  /** Events of open tickets, by ticket, that were learnt from when they happened. */
  ahead: Map<number, number[]>;
  /** Closed tickets learnt from. */
  closed: number;
};

const SNAPSHOT_VERSION = 20;

/** An apprentice that has learnt nothing; the same `seed` and the same training examples give the same state. */
export function newApprentice(seed = 1): Apprentice {
  return {
    templateStore: newTemplateStore(),
    softmax: newSoftmax(),
    network: newNetwork(),
    nearest: newNearest(),
    stack: newStack(),
    agreement: newAgreement(),
    acts: newActs(),
    calibration: newCalibration(),
    callArguments: newArgumentModel(),
    triage: newTriageModel(),
    experienceReplay: { points: [], seen: 0 },
    random: { seed },
    ahead: new Map(),
    closed: 0,
  };
}

/** The whole state as bytes; the same history gives the same bytes. */
export function snapshot(apprentice: Apprentice): Uint8Array {
  const writer = newWriter();
  writer.number(SNAPSHOT_VERSION);
  writer.number(apprentice.closed);
  writer.number(apprentice.random.seed);
  writer.json([apprentice.stack, [...apprentice.ahead]]);
  writeTemplateStore(writer, apprentice.templateStore);
  writeSoftmax(writer, apprentice.softmax);
  writeNetwork(writer, apprentice.network);
  writeNearest(writer, apprentice.nearest);
  writeAgreement(writer, apprentice.agreement);
  writeActs(writer, apprentice.acts);
  writeCalibration(writer, apprentice.calibration);
  writeArguments(writer, apprentice.callArguments);
  writeTriage(writer, apprentice.triage);
  writeExperienceReplay(writer, apprentice.experienceReplay);
  return writer.bytes();
}

/** Throws a RangeError when the bytes are of another version or cut short. */
export function restore(bytes: Uint8Array): Apprentice {
  const reader = newReader(bytes);
  if (reader.number() !== SNAPSHOT_VERSION) throw new RangeError("The snapshot is of another version.");
  const closed = reader.number();
  const random = { seed: reader.number() };
  const [stack, ahead] = reader.json() as [Stack, [number, number[]][]];
  const templateStore = readTemplateStore(reader);
  const softmax = readSoftmax(reader);
  const network = readNetwork(reader);
  const nearest = readNearest(reader);
  const agreement = readAgreement(reader);
  const acts = readActs(reader);
  const calibration = readCalibration(reader);
  const callArguments = readArguments(reader);
  const triage = readTriage(reader);
  const experienceReplay = readExperienceReplay(reader);
  return {
    templateStore,
    softmax,
    network,
    nearest,
    stack,
    agreement,
    acts,
    calibration,
    callArguments,
    triage,
    experienceReplay,
    random,
    ahead: new Map(ahead),
    closed,
  };
}
