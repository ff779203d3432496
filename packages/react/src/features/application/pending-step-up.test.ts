import { expect, test } from 'vitest';
import { takePendingStepUp } from './pending-step-up.ts';

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
