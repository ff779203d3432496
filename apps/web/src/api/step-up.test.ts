import type { AppRouter } from '@latchkey/api/routers/app-router';
import { createTRPCClient, TRPCClientError } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { beforeEach, expect, test } from 'vitest';
import { answerStepUp, asksItself, isStepUpRequested, stepUpLink } from './step-up.ts';

let isProved = false;
let requests: unknown[] = [];

const apiError = (errorCode: string) =>
  TRPCClientError.from<AppRouter>({ error: { code: -32_003, message: '', data: { errorCode } } });

/** A server that requires a step-up before it ends a session. */
const api = createTRPCClient<AppRouter>({
  links: [
    stepUpLink,
    () =>
      ({ op }) =>
        observable((observer) => {
          requests.push(op.input);
          if (!isProved) return observer.error(apiError('step_up_required'));
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

test('step-up link: repeats the request after the step-up', async () => {
  const revoked = api.session.revoke.mutate({ id: 153 });
  await turn();
  expect(isStepUpRequested()).toBe(true);
  isProved = true;
  answerStepUp(true);
  await revoked;
  expect(isStepUpRequested()).toBe(false);
  expect(requests).toEqual([{ id: 153 }, { id: 153 }]);
});

test('step-up link: a cancelled step-up returns the error without another request', async () => {
  const revoked = api.session.revoke.mutate({ id: 153 });
  await turn();
  answerStepUp(false);
  await expect(revoked).rejects.toMatchObject({ data: { errorCode: 'step_up_required' } });
  expect(requests).toHaveLength(1);
});

test('step-up link: a form that asks for the password itself gets the error', async () => {
  await expect(api.session.revoke.mutate({ id: 153 }, asksItself)).rejects.toMatchObject({
    data: { errorCode: 'step_up_required' },
  });
  expect(isStepUpRequested()).toBe(false);
});

test('step-up link: one dialog answers all waiting requests', async () => {
  const revoked = [api.session.revoke.mutate({ id: 153 }), api.session.revokeOthers.mutate()];
  await turn();
  isProved = true;
  answerStepUp(true);
  await Promise.all(revoked);
  expect(isStepUpRequested()).toBe(false);
  expect(requests).toHaveLength(4);
});
