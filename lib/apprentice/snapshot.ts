/** A small binary format for the apprentice's state: the same state always gives the same bytes. */

export type Writer = {
  number(value: number): void;
  text(value: string): void;
  /** Any JSON value; objects must always be built with their keys in one order. */
  json(value: unknown): void;
  array(values: Float32Array | Uint32Array | Uint16Array): void;
  bytes(): Uint8Array;
};

export type Reader = {
  number(): number;
  text(): string;
  json(): unknown;
  floats(): Float32Array;
  uint32s(): Uint32Array;
  uint16s(): Uint16Array;
};

export function newWriter(): Writer {
  let buffer = new Uint8Array(1 << 16);
  let view = new DataView(buffer.buffer);
  let used = 0;
  const encoder = new TextEncoder();

  function reserve(size: number): number {
    if (used + size > buffer.length) {
      const larger = new Uint8Array(Math.max(buffer.length * 2, used + size));
      larger.set(buffer.subarray(0, used));
      buffer = larger;
      view = new DataView(buffer.buffer);
    }
    const at = used;
    used += size;
    return at;
  }
  function number(value: number): void {
    const at = reserve(8);
    view.setFloat64(at, value, true);
  }
  function raw(bytes: Uint8Array): void {
    number(bytes.length);
    const at = reserve(bytes.length);
    buffer.set(bytes, at);
  }
  return {
    number,
    text: (value) => raw(encoder.encode(value)),
    json: (value) => raw(encoder.encode(JSON.stringify(value))),
    array: (values) => raw(new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
    bytes: () => buffer.slice(0, used),
  };
}

/** Throws a RangeError when the bytes end too early. */
export function newReader(bytes: Uint8Array): Reader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const decoder = new TextDecoder();

  function number(): number {
    const value = view.getFloat64(at, true);
    at += 8;
    return value;
  }
  /** A copy, so that typed arrays are aligned and the snapshot can be released. */
  function raw(): ArrayBuffer {
    const length = number();
    if (at + length > bytes.byteLength) throw new RangeError("The snapshot ends too early.");
    const copy = new Uint8Array(length);
    copy.set(bytes.subarray(at, at + length));
    at += length;
    return copy.buffer;
  }
  return {
    number,
    text: () => decoder.decode(raw()),
    json: () => JSON.parse(decoder.decode(raw())) as unknown,
    floats: () => new Float32Array(raw()),
    uint32s: () => new Uint32Array(raw()),
    uint16s: () => new Uint16Array(raw()),
  };
}
