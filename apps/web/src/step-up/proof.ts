/** The question for a proof of identity. One serves all who wait for it, and one dialog puts it. */
interface Question {
  readonly answered: Promise<boolean>;
  readonly answer: (proved: boolean) => void;
}

let question: Question | null = null;
const listeners = new Set<() => void>();

/** Asks the person to prove who they are. Answers whether they did. */
export function askForProof(): Promise<boolean> {
  if (!question) put(newQuestion());
  return question?.answered ?? Promise.resolve(false);
}

export function answerForProof(proved: boolean) {
  question?.answer(proved);
  put(null);
}

export const isAskedForProof = (): boolean => question !== null;

export function onProofAsked(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function put(next: Question | null) {
  question = next;
  for (const listener of listeners) listener();
}

function newQuestion(): Question {
  let answer: Question['answer'] = () => {};
  const answered = new Promise<boolean>((resolve) => {
    answer = resolve;
  });
  return { answered, answer };
}
