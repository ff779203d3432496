import { useSyncExternalStore } from 'react';

type Answer = (proved: boolean) => void;

/** Callers that wait for a step-up. One dialog answers all of them. */
let waiting: readonly Answer[] = [];
const listeners = new Set<() => void>();

/** Opens the step-up dialog. Resolves to whether the user has confirmed their password. */
export function requestStepUp(): Promise<boolean> {
  return new Promise((resolve) => setWaiting([...waiting, resolve]));
}

/** Closes the step-up dialog and answers all waiting callers. */
export function answerStepUp(proved: boolean) {
  const answered = waiting;
  setWaiting([]);
  for (const answer of answered) answer(proved);
}

const isStepUpRequested = (): boolean => waiting.length > 0;

function onStepUpRequest(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function setWaiting(next: readonly Answer[]) {
  waiting = next;
  for (const listener of listeners) listener();
}

/** Whether the step-up dialog is open. */
export function useStepUpRequested(): boolean {
  return useSyncExternalStore(onStepUpRequest, isStepUpRequested, () => false);
}
