/** Prometheus remote write 2.0: `io.prometheus.write.v2.Request`, whose texts stand once in a table of symbols. */
import { PbfReader } from "pbf";
import { type Batch, breather, storable } from "./batch";
import {
  addLabel,
  type Described,
  type Draft,
  finish,
  newDraft,
  readHistogram,
  readSample,
  skipExemplar,
} from "./remote-write";

const counter = 1;

/** Its labels and unit are places in the table of symbols until that is looked up. */
type SymbolDraft = Draft & { refs: number[]; kind: number; unitRef: number };

/** Reads the whole request into the batch. Throws when it is none, or names a symbol that is not there. */
export async function readRemoteWrite2(body: Uint8Array, batch: Batch): Promise<void> {
  const symbols = symbolsOf(body);
  if ((symbols[0] ?? "") !== "") throw new Error("the first symbol is not empty");
  const symbol = (ref: number) => {
    const text = symbols[ref];
    if (text === undefined && ref > 0) throw new Error("a symbol is not in the table");
    return text ?? "";
  };
  const reader = new PbfReader(body);
  const rest = breather(500);
  for (let tag = reader.nextField(); tag; tag = reader.nextField()) {
    if (tag === 5) {
      const draft = reader.readMessage(
        seriesField,
        Object.assign(newDraft(), { refs: [], kind: 0, unitRef: 0 }),
      );
      finish(batch, described(draft, symbol));
    } else reader.skip(reader.type);
    const pause = rest();
    if (pause) await pause;
  }
  if (reader.pos !== body.length) throw new Error("it is cut off");
}

/** The table may stand anywhere in the request. */
function symbolsOf(body: Uint8Array): string[] {
  const reader = new PbfReader(body);
  const symbols: string[] = [];
  for (let tag = reader.nextField(); tag; tag = reader.nextField()) {
    if (tag === 4) symbols.push(storable(reader.readString()));
    else reader.skip(reader.type);
  }
  return symbols;
}

function described(draft: SymbolDraft, symbol: (ref: number) => string): Described {
  const { refs, kind } = draft;
  if (refs.length % 2 === 1) throw new Error("a label has no value");
  for (let at = 0; at < refs.length; at += 2)
    addLabel(draft, [symbol(refs[at] as number), symbol(refs[at + 1] as number)]);
  const isCounter = kind === 0 ? null : kind === counter || /_(count|sum)$/.test(draft.name);
  return Object.assign(draft, { unit: symbol(draft.unitRef).slice(0, 60), isCounter });
}

function seriesField(tag: number, draft: SymbolDraft, reader: PbfReader): void {
  if (tag === 1) reader.readPackedVarint(draft.refs);
  else if (tag === 2) readSample(draft, reader);
  else if (tag === 3) readHistogram(draft, reader);
  else if (tag === 4) skipExemplar(draft, reader);
  else if (tag === 5) reader.readMessage(metadataField, draft);
}

function metadataField(tag: number, draft: SymbolDraft, reader: PbfReader): void {
  if (tag === 1) draft.kind = reader.readVarint();
  else if (tag === 4) draft.unitRef = reader.readVarint();
}
