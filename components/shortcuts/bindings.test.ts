/** A command goes to the field the focus is in; without one, to whoever bound it last. */
import { expect, test, vi } from "vitest";
import { makeBindings } from "./bindings";

/** A part of a page that holds some places; the test needs nothing else of the DOM. */
function part(...places: string[]) {
  return { current: { contains: (place: unknown) => places.includes(String(place)) } as unknown as Element };
}

test("sending goes to the field one writes in, not to the one that was opened last", () => {
  let focused = "composer";
  const bindings = makeBindings(() => focused as unknown as Element);
  const [composer, editor, other] = [vi.fn(), vi.fn(), vi.fn()];
  bindings.bind("composer.send", composer, part("composer"));
  const close = bindings.bind("composer.send", editor, part("editor"));
  bindings.run("composer.send");
  expect(editor).not.toHaveBeenCalled();
  expect(composer).toHaveBeenCalledOnce();
  focused = "editor";
  bindings.run("composer.send");
  expect(editor).toHaveBeenCalledOnce();
  close();
  bindings.run("composer.send");
  focused = "page";
  bindings.run("composer.send");
  expect(editor).toHaveBeenCalledOnce();
  expect(composer).toHaveBeenCalledOnce();
  bindings.bind("composer.send", other);
  bindings.run("composer.send");
  expect(other).toHaveBeenCalledOnce();
});

test("of several without a place the last one bound is meant", () => {
  const bindings = makeBindings(() => null);
  const [first, second] = [vi.fn(), vi.fn()];
  bindings.bind("view.back", first);
  const leave = bindings.bind("view.back", second);
  bindings.run("view.back");
  leave();
  bindings.run("view.back");
  expect(second).toHaveBeenCalledOnce();
  expect(first).toHaveBeenCalledOnce();
});
