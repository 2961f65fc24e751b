/** Clicks and sent forms of the moment before a page listens: kept, and given to it as soon as it does. */
declare global {
  interface Window {
    /** Gives the page what was kept, and keeps nothing more. */
    vigilReplayInput?: () => void;
  }
}

/** Stands before everything that can be clicked. A browser by itself would drop the click and put a form's fields into the address. */
export function KeepEarlyInput({ nonce }: { nonce: string | undefined }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the text is this module's own function
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: keeping }} />;
}

const keeping = `(${keepInput})()`;

/** Runs by itself in the page, before any other script: it may use nothing of this module. */
function keepInput() {
  const replays = new Map<Element, () => void>();
  const stop = new AbortController();
  const capture = { capture: true, signal: stop.signal };

  function onClick({ target }: MouseEvent) {
    const button = target instanceof Element ? target.closest("button") : null;
    if (!button || (button.form && button.type !== "button")) return;
    replays.set(button, () => {
      // Menus open when the pointer goes down.
      for (const type of ["pointerdown", "mousedown", "pointerup", "mouseup"]) {
        const init = { bubbles: true, cancelable: true, button: 0 };
        const isPointer = type.startsWith("pointer");
        button.dispatchEvent(
          isPointer ? new PointerEvent(type, { ...init, pointerType: "mouse" }) : new MouseEvent(type, init),
        );
      }
      button.click();
    });
  }
  function onSubmit(event: SubmitEvent) {
    event.preventDefault();
    const { target: form, submitter } = event;
    if (form instanceof HTMLFormElement) replays.set(form, () => form.requestSubmit(submitter));
  }

  window.addEventListener("click", onClick, capture);
  window.addEventListener("submit", onSubmit, capture);
  window.vigilReplayInput = () => {
    stop.abort();
    delete window.vigilReplayInput;
    for (const [element, replay] of replays) if (element.isConnected) replay();
  };
}
