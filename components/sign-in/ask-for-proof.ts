/** Whoever needs a fresh proof of who acts asks here; the dialog of the page answers. */

type Asker = (onAnswer: (isProven: boolean) => void) => void;
let dialog: Asker | null = null;

/** The page's dialog says that it is there; returns how it says that it has gone. */
export function answerProofs(asker: Asker): () => void {
  dialog = asker;
  return () => {
    if (dialog === asker) dialog = null;
  };
}

/** True once whoever sits here has proven who they are; false when they let it be. */
export function askForProof(): Promise<boolean> {
  const asker = dialog;
  return asker ? new Promise((answer) => asker(answer)) : Promise.resolve(false);
}
