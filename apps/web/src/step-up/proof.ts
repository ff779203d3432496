type Answer = (proved: boolean) => void;

/** Who waits for a proof of identity. One dialog asks for all of them. */
let waiting: readonly Answer[] = [];
const listeners = new Set<() => void>();

/** Asks the person to prove who they are. Answers whether they did. */
export function askForProof(): Promise<boolean> {
  return new Promise((resolve) => setWaiting([...waiting, resolve]));
}

export function answerForProof(proved: boolean) {
  const answered = waiting;
  setWaiting([]);
  for (const answer of answered) answer(proved);
}

export const isAskedForProof = (): boolean => waiting.length > 0;

export function onProofAsked(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function setWaiting(next: readonly Answer[]) {
  waiting = next;
  for (const listener of listeners) listener();
}
