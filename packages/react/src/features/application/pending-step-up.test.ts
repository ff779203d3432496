import { afterEach, describe, expect, test, vi } from 'vitest';
import { leaveForStepUp, returnHere, takePendingStepUp } from './pending-step-up.ts';

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

test('what was chosen is given once', () => {
  const storage = storageWith('{"kind":"many","ids":[3,4],"isUnknown":false}');
  expect(takePendingStepUp(storage)).toEqual({ kind: 'many', ids: [3, 4], isUnknown: false });
  expect(takePendingStepUp(storage)).toBeNull();
});

test.each(['one', 'many', 'others', 'denial', 'other'] as const)('%s is gone on with', (kind) => {
  const pending = { kind, ids: [], isUnknown: true };
  expect(takePendingStepUp(storageWith(JSON.stringify(pending)))).toEqual(pending);
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
])('%s is nothing, and is removed', (text) => {
  const storage = storageWith(text);
  expect(takePendingStepUp(storage)).toBeNull();
  expect(storage.getItem('latchkey-step-up')).toBeNull();
});

describe('a step-up at the application', () => {
  const left = (pathname: string, search: string) => {
    const assigned: string[] = [];
    const asked: unknown[] = [];
    const location = { pathname, search, assign: (url: string) => assigned.push(url) };
    vi.stubGlobal('window', { location, sessionStorage: storageWith(null) });
    vi.stubGlobal('fetch', async (_url: string, { body }: { readonly body: string }) => {
      asked.push(JSON.parse(body)[0]);
      return Response.json([{ result: { data: { url: '/confirm?request=1' } } }]);
    });
    void leaveForStepUp({ kind: 'others', ids: [], isUnknown: false });
    return vi.waitFor(() => {
      expect(assigned).toEqual(['/confirm?request=1']);
      return asked[0];
    });
  };
  afterEach(() => vi.unstubAllGlobals());

  test('leads back to the page of Latchkey', async () => {
    expect(await left('/sessions', '')).toEqual({ purpose: 'end_other_sessions', returnTo: null });
  });

  test('leads back to the page of an application that shows the components, where its path is short', async () => {
    returnHere();
    const purpose = 'end_other_sessions';
    expect(await left('/settings', '?tab=devices')).toEqual({ purpose, returnTo: '/settings?tab=devices' });
    expect(await left('//settings', '')).toEqual({ purpose, returnTo: null });
    expect(await left('/settings', `?${'x'.repeat(300)}`)).toEqual({ purpose, returnTo: null });
  });
});
