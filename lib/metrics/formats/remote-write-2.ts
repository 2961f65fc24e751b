/** Prometheus remote write 2.0: `io.prometheus.write.v2.Request`, whose texts stand once in a table of symbols. */
import { PbfReader } from "pbf";
import { type Batch, breather, newBatch, storable } from "./batch";
import { emptyDraft, finish, named, readHistogram, readSample, skipExemplar } from "./remote-write";

const counter = 1;

type Draft = ReturnType<typeof emptyDraft> & { refs: number[]; kind: number; unit: number };

/** Reads the whole request. Throws when it is none, or names a symbol that is not there. */
export async function readRemoteWrite2(body: Uint8Array): Promise<Batch> {
  const reader = new PbfReader(body);
  const batch = newBatch();
  const symbols: string[] = [];
  const drafts: Draft[] = [];
  const rest = breather(500);
  for (let tag = reader.nextField(); tag; tag = reader.nextField()) {
    if (tag === 4) symbols.push(storable(reader.readString()));
    else if (tag === 5)
      drafts.push(reader.readMessage(seriesField, { ...emptyDraft(), refs: [], kind: 0, unit: 0 }));
    else reader.skip(reader.type);
    await rest();
  }
  if (reader.pos !== body.length) throw new Error("it is cut off");
  if ((symbols[0] ?? "") !== "") throw new Error("the first symbol is not empty");
  const symbol = (ref: number) => {
    const text = symbols[ref];
    if (text === undefined && ref > 0) throw new Error("a symbol is not in the table");
    return text ?? "";
  };
  for (const draft of drafts) {
    if (draft.refs.length % 2 === 1) throw new Error("a label has no value");
    const pairs: [string, string][] = [];
    for (let at = 0; at < draft.refs.length; at += 2)
      pairs.push([symbol(draft.refs[at] as number), symbol(draft.refs[at + 1] as number)]);
    const { name, labels } = named(pairs);
    const isCounter = draft.kind === 0 ? null : draft.kind === counter || /_(count|sum)$/.test(name);
    finish(batch, draft, { name, labels, unit: symbol(draft.unit).slice(0, 60), isCounter });
  }
  return batch;
}

function seriesField(tag: number, draft: Draft, reader: PbfReader): void {
  if (tag === 1) reader.readPackedVarint(draft.refs);
  else if (tag === 2) readSample(draft, reader);
  else if (tag === 3) readHistogram(draft, reader);
  else if (tag === 4) skipExemplar(draft, reader);
  else if (tag === 5) reader.readMessage(metadataField, draft);
}

function metadataField(tag: number, draft: Draft, reader: PbfReader): void {
  if (tag === 1) draft.kind = reader.readVarint();
  else if (tag === 4) draft.unit = reader.readVarint();
}
