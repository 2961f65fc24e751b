/** What a process has one of, however often its module is loaded: Next loads one for pages and another for routes. */

const process = globalThis as typeof globalThis & { vigil?: Map<string, unknown> };
process.vigil ??= new Map();
const values = process.vigil;

/** The process's one value of this name; undefined until it is set. */
export function processWide<Value>(name: string): { value: Value | undefined } {
  return {
    get value() {
      return values.get(name) as Value | undefined;
    },
    set value(value) {
      values.set(name, value);
    },
  };
}

/** For tests: the next to ask finds a process in which nothing was set. What has to be closed is closed before. */
export function forgetProcessWide(): void {
  values.clear();
}
