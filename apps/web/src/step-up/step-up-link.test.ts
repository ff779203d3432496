import type { AppRouter } from '@latchkey/api/app-router';
import { TRPCClientError, createTRPCClient } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { beforeEach, expect, test } from 'vitest';
import { answerForProof, isAskedForProof } from './proof.ts';
import { stepUpLink } from './step-up-link.ts';

let isProved = false;
let requests: unknown[] = [];

const refusal = (errorCode: string) =>
  TRPCClientError.from<AppRouter>({ error: { code: -32_003, message: '', data: { errorCode } } });

/** A server that wants a proof of identity before it ends a session. */
const api = createTRPCClient<AppRouter>({
  links: [
    stepUpLink,
    () =>
      ({ op }) =>
        observable((observer) => {
          requests.push(op.input);
          if (!isProved) return observer.error(refusal('step_up_required'));
          observer.next({ result: { type: 'data', data: undefined } });
          observer.complete();
        }),
  ],
});

beforeEach(() => {
  isProved = false;
  requests = [];
});

const turn = () => new Promise((resolve) => setTimeout(resolve));

test('what needed a proof goes on, just as it was, once it is given', async () => {
  const revoked = api.session.revoke.mutate({ id: 153 });
  await turn();
  expect(isAskedForProof()).toBe(true);
  isProved = true;
  answerForProof(true);
  await revoked;
  expect(isAskedForProof()).toBe(false);
  expect(requests).toEqual([{ id: 153 }, { id: 153 }]);
});

test('who declines gets the refusal, and nothing is asked of the server again', async () => {
  const revoked = api.session.revoke.mutate({ id: 153 });
  await turn();
  answerForProof(false);
  await expect(revoked).rejects.toMatchObject({ data: { errorCode: 'step_up_required' } });
  expect(requests).toHaveLength(1);
});

test('one question serves all who wait for its answer', async () => {
  const revoked = [api.session.revoke.mutate({ id: 153 }), api.session.revokeOthers.mutate()];
  await turn();
  isProved = true;
  answerForProof(true);
  await Promise.all(revoked);
  expect(isAskedForProof()).toBe(false);
  expect(requests).toHaveLength(4);
});
