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

test.each([null, 'null', '1', '{}', '{"kind":"toString","ids":[]}', '{"kind":"one","ids":1}'])(
  '%s is nothing',
  (text) => {
    expect(takePendingStepUp(storageWith(text))).toBeNull();
  },
);
