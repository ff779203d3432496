import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { displayableLabel, labelSchema } from './label.ts';

const schema = labelSchema(20);
const messagesOf = (given: unknown) => schema.safeParse(given).error?.issues.map(({ message }) => message) ?? [];

describe('a label', () => {
  test('has a message about one fault at a time', () => {
    expect(messagesOf(undefined)).toEqual(['Required']);
    expect(messagesOf('a'.repeat(2_000))).toEqual(['At most 20 characters']);
    expect(messagesOf(`a\nb${'a'.repeat(2_000)}`)).toEqual(['At most 20 characters']);
    expect(messagesOf(`a\nb${'a'.repeat(1_997)}`)).toEqual(['No control characters or line breaks']);
    expect(messagesOf('\u3164'.repeat(21))).toEqual(['At most 20 characters']);
  });

  test('is described to programs', () => {
    expect(z.toJSONSchema(schema, { io: 'input' })).toMatchObject({ type: 'string', minLength: 1, maxLength: 20 });
  });

  test('may have a line break around it, which is not part of it', () => {
    expect(schema.parse('\n a\r\n')).toBe('a');
  });

  test('has up to four marks on a letter', () => {
    expect(messagesOf(`Z${'\u0335'.repeat(4)}`)).toEqual([]);
    expect(messagesOf(`Z${'\u0335'.repeat(5)}`)).toEqual(['At most 4 marks on a letter']);
  });

  test.each([
    '👩🏽‍🚀',
    '❤️‍🔥',
    '👁️‍🗨️',
    'ب\u200Cب',
    'ب\u200Dب',
    '1️⃣',
    '🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}',
  ])('may join what is read or drawn as one: %j', (text) => {
    expect(messagesOf(text)).toEqual([]);
  });

  test.each([
    'a\u200D🔥',
    '🔥a\u200D🔥',
    '🔥\u200Da',
    'a\u200Cب',
    'ب\u200Ca',
    'ب\u00ADب',
    '\u200Cب',
    'ب\u200C',
    '\u200D🔥',
    '\uFE0Fa',
    'a\uFE0E',
    '🏴\u{E0067}\u{E007F}',
    '🏴\u{E0067}\u{E0062}',
  ])('has nothing invisible that joins nothing: %j', (text) => {
    expect(messagesOf(text)).toEqual(['No invisible characters']);
  });
});

describe('a stored label', () => {
  test.each([
    ['Zoe\u0308', 'Zo\u00EB'],
    [' é ', 'é'],
    ['\u200Bé  b', 'é b'],
    ['\u200B é \u200B', 'é'],
    ['é\n\n\u2028b', 'é b'],
    ['a'.repeat(190), 'a'.repeat(190)],
    ['a\uD800', 'a\uFFFD'],
    [' a', 'a'],
    ['', null],
  ])('%j is shown as %j, however often', (stored, shown) => {
    expect([displayableLabel(stored), displayableLabel(stored)]).toEqual([shown, shown]);
  });
});
