import { waitFor } from '@latchkey/testing/wait-for';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { authQuery } from '../../api/auth.ts';
import { queries } from '../../api/queries.ts';
import { leaveForStepUp, takePendingStepUp } from './pending-step-up.ts';
import { returnHere } from './application.ts';

/** A storage with one text, as the browser gives one to a tab. */
function storageWith(text: string | null): Storage {
  let stored = text;
  return {
    length: 1,
    key: () => null,
    clear: () => {},
    setItem: () => {},
    getItem: () => stored,
    removeItem: () => {
      stored = null;
    },
  };
}

const left = { userId: 7, leftAt: Date.now() };
const user = {
  id: 7,
  email: 'ada@example.com',
  proof: { endsSessionsUntil: null, changesPasswordUntil: null },
  application: null,
};
beforeEach(() => void queries.setQueryData(authQuery.queryKey, { user }));

test('what was chosen is given once', () => {
  const storage = storageWith(JSON.stringify({ kind: 'many', ids: [3, 4], isUnknown: false, ...left }));
  expect(takePendingStepUp(storage)).toMatchObject({ kind: 'many', ids: [3, 4], isUnknown: false });
  expect(takePendingStepUp(storage)).toBeNull();
});

test.each(['one', 'many', 'others', 'denial', 'other'] as const)('%s is gone on with', (kind) => {
  const pending = { kind, ids: [], isUnknown: true };
  expect(takePendingStepUp(storageWith(JSON.stringify({ ...pending, ...left })))).toMatchObject(pending);
});

test('what another user had chosen is nothing', () => {
  const stored = { kind: 'others', ids: [], isUnknown: false, ...left, userId: 8 };
  expect(takePendingStepUp(storageWith(JSON.stringify(stored)))).toBeNull();
});

test('what was chosen longer ago than a step-up may take is nothing', () => {
  const minutesAgo = (minutes: number) => {
    const leftAt = Date.now() - minutes * 60_000;
    return storageWith(JSON.stringify({ kind: 'others', ids: [], isUnknown: false, ...left, leftAt }));
  };
  expect(takePendingStepUp(minutesAgo(9))).not.toBeNull();
  expect(takePendingStepUp(minutesAgo(11))).toBeNull();
});

test.each([
  null,
  'null',
  '1',
  '',
  '{"kind":',
  '{}',
  '{"kind":"toString","ids":[],"isUnknown":false}',
  '{"kind":"all","ids":[],"isUnknown":false}',
  '{"kind":"one","ids":1,"isUnknown":false}',
  '{"kind":"one","ids":["1"],"isUnknown":false}',
  '{"kind":"one","ids":[1]}',
  '{"kind":"one","ids":[1],"isUnknown":false}',
])('%s is nothing, and is removed', (text) => {
  const storage = storageWith(text);
  expect(takePendingStepUp(storage)).toBeNull();
  expect(storage.getItem('latchkey-step-up')).toBeNull();
});

describe('a step-up at the application', () => {
  const leave = (pathname: string, search: string) => {
    const assigned: string[] = [];
    const asked: unknown[] = [];
    const location = { pathname, search, assign: (url: string) => assigned.push(url) };
    vi.stubGlobal('window', { location, sessionStorage: storageWith(null) });
    vi.stubGlobal('fetch', async (_url: string, { body }: { readonly body: string }) => {
      asked.push(JSON.parse(body)[0]);
      return Response.json([{ result: { data: { url: '/confirm?request=1' } } }]);
    });
    void leaveForStepUp({ kind: 'others', ids: [], isUnknown: false });
    return waitFor(() => {
      expect(assigned).toEqual(['/confirm?request=1']);
      return asked[0];
    });
  };
  afterEach(() => vi.unstubAllGlobals());

  test('leads back to the page of Latchkey', async () => {
    expect(await leave('/sessions', '')).toEqual({ purpose: 'end_other_sessions', returnTo: null });
  });

  test('leads back to the page of an application that shows the components, where its path is short', async () => {
    returnHere();
    const purpose = 'end_other_sessions';
    expect(await leave('/settings', '?tab=devices')).toEqual({ purpose, returnTo: '/settings?tab=devices' });
    expect(await leave('//settings', '')).toEqual({ purpose, returnTo: null });
    expect(await leave('/settings', `?${'x'.repeat(300)}`)).toEqual({ purpose, returnTo: null });
  });
});
