/** What a room needs of rooms above it and may not import: said once when the process starts, for every context in it. */

/** A place for what rooms above say. */
export type Binding<T> = {
  /** Says it for the whole process. Throws where something else was said before: nobody overwrites what others rely on. */
  bind: (value: T) => void;
  /** What was said. Throws where nobody has said it: going on without it would silently leave something out. */
  bound: () => T;
};

/** `by` is the module to import where a process starts, `what` says in words what it tells. */
export function bindingOf<T>(by: string, what: string): Binding<T> {
  let said: { value: T } | null = null;
  return {
    bind: (value) => {
      if (said && said.value !== value && !isBeingWritten())
        throw new Error(
          `${by} was imported before: ${what} is said once a process, and holds for all of it.`,
        );
      said = { value };
    },
    bound: () => {
      if (!said) throw new Error(`Import ${by} where the process starts: it says ${what}.`);
      return said.value;
    },
  };
}

/** While somebody works on the code, a module that says it is evaluated again with each change of it. */
function isBeingWritten(): boolean {
  return process.env.NODE_ENV === "development";
}
