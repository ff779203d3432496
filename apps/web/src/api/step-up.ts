import type { AppRouter } from '@latchkey/api/routers/app-router';
import type { TRPCLink } from '@trpc/client';
import { observable, type Unsubscribable } from '@trpc/server/observable';
import { useSyncExternalStore } from 'react';
import { apiErrorOf } from './api-error.ts';

type Answer = (proved: boolean) => void;

/** Callers that wait for a step-up. One dialog answers all of them. */
let waiting: readonly Answer[] = [];
const listeners = new Set<() => void>();

/** Opens the step-up dialog. Resolves to whether the user has confirmed their password. */
function requestStepUp(): Promise<boolean> {
  return new Promise((resolve) => setWaiting([...waiting, resolve]));
}

/** Closes the step-up dialog and answers all waiting callers. */
export function answerStepUp(proved: boolean) {
  const answered = waiting;
  setWaiting([]);
  for (const answer of answered) answer(proved);
}

export const isStepUpRequested = (): boolean => waiting.length > 0;

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
  return useSyncExternalStore(onStepUpRequest, isStepUpRequested);
}

/** The options of a request whose form asks for the password itself: `step_up_required` is then an error like others. */
export const asksItself = { context: { asksItself: true } } as const;

/**
 * Repeats a request that the server refuses with `step_up_required` after the user has confirmed their password. The caller
 * receives the error only when the user cancels.
 */
export const stepUpLink: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    observable((observer) => {
      let request: Unsubscribable;
      let isLeft = false;
      const send = () => {
        request = next(op).subscribe({
          next: (result) => observer.next(result),
          complete: () => observer.complete(),
          error(error) {
            const isMeant = apiErrorOf(error)?.errorCode === 'step_up_required' && op.context['asksItself'] !== true;
            if (!isMeant) return observer.error(error);
            void requestStepUp().then((proved) => {
              if (isLeft) return;
              if (proved) send();
              else observer.error(error);
            });
          },
        });
      };
      send();
      return () => {
        isLeft = true;
        request.unsubscribe();
      };
    });
