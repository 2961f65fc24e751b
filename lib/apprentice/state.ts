/** Everything the apprentice knows, and the bytes it is kept as. */
import { type Acts, newActs, readActs, writeActs } from "./acts/acts";
import { type ArgumentModel, newArgumentModel, readArguments, writeArguments } from "./call/arguments";
import { type Agreement, newAgreement, readAgreement, writeAgreement } from "./facts/agreement";
import { type Judgement, newJudgement, readJudgement, writeJudgement } from "./judgement";
import { type Nearest, newNearest, readNearest, writeNearest } from "./nearest";
import { type Network, newNetwork, readNetwork, writeNetwork } from "./network";
import { newStack, type Stack } from "./opinion";
import { type Rehearsal, readRehearsal, writeRehearsal } from "./rehearsal";
import { newRepertoire, type Repertoire, readRepertoire, writeRepertoire } from "./repertoire";
import { newReader, newWriter } from "./snapshot";
import { newSoftmax, readSoftmax, type Softmax, writeSoftmax } from "./softmax";
import type { RandomState } from "./tokens";
import { newTriageModel, readTriage, type TriageModel, writeTriage } from "./triage";

export type Apprentice = {
  repertoire: Repertoire;
  softmax: Softmax;
  network: Network;
  nearest: Nearest;
  stack: Stack;
  agreement: Agreement;
  acts: Acts;
  judgement: Judgement;
  callArguments: ArgumentModel;
  triage: TriageModel;
  rehearsal: Rehearsal;
  random: RandomState;
  /** Events of open tickets, by ticket, that were learnt from when they happened. */
  ahead: Map<number, number[]>;
  /** Closed tickets learnt from. */
  closed: number;
};

const SNAPSHOT_VERSION = 11;

export function newApprentice(seed = 1): Apprentice {
  return {
    repertoire: newRepertoire(),
    softmax: newSoftmax(),
    network: newNetwork(),
    nearest: newNearest(),
    stack: newStack(),
    agreement: newAgreement(),
    acts: newActs(),
    judgement: newJudgement(),
    callArguments: newArgumentModel(),
    triage: newTriageModel(),
    rehearsal: { points: [], seen: 0 },
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
  writeRepertoire(writer, apprentice.repertoire);
  writeSoftmax(writer, apprentice.softmax);
  writeNetwork(writer, apprentice.network);
  writeNearest(writer, apprentice.nearest);
  writeAgreement(writer, apprentice.agreement);
  writeActs(writer, apprentice.acts);
  writeJudgement(writer, apprentice.judgement);
  writeArguments(writer, apprentice.callArguments);
  writeTriage(writer, apprentice.triage);
  writeRehearsal(writer, apprentice.rehearsal);
  return writer.bytes();
}

/** Throws a RangeError when the bytes are of another version or cut short. */
export function restore(bytes: Uint8Array): Apprentice {
  const reader = newReader(bytes);
  if (reader.number() !== SNAPSHOT_VERSION) throw new RangeError("The snapshot is of another version.");
  const closed = reader.number();
  const random = { seed: reader.number() };
  const [stack, ahead] = reader.json() as [Stack, [number, number[]][]];
  const repertoire = readRepertoire(reader);
  const softmax = readSoftmax(reader);
  const network = readNetwork(reader);
  const nearest = readNearest(reader);
  const agreement = readAgreement(reader);
  const acts = readActs(reader);
  const judgement = readJudgement(reader);
  const callArguments = readArguments(reader);
  const triage = readTriage(reader);
  const rehearsal = readRehearsal(reader);
  return {
    repertoire,
    softmax,
    network,
    nearest,
    stack,
    agreement,
    acts,
    judgement,
    callArguments,
    triage,
    rehearsal,
    random,
    ahead: new Map(ahead),
    closed,
  };
}
