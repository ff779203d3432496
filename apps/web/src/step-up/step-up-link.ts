import type { AppRouter } from '@latchkey/api/app-router';
import type { TRPCLink } from '@trpc/client';
import { type Unsubscribable, observable } from '@trpc/server/observable';
import { refusalOf } from '../api/refusal.ts';
import { askForProof } from './proof.ts';

/**
 * Whatever is asked of the server may need a fresh proof of identity first. Then the person is asked for it, and what was
 * asked goes on just as it was. Only who declines ever sees the refusal.
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
            if (refusalOf(error)?.errorCode !== 'step_up_required') return observer.error(error);
            void askForProof().then((proved) => {
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
