import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { canonicalEmail, email } from './email.ts';
import { newPassword, offeredPassword } from '../passwords/password.ts';

const messagesOf = (schema: z.ZodType, given: unknown) =>
  schema.safeParse(given).error?.issues.map(({ message }) => message) ?? [];

describe('an e-mail address', () => {
  const isAddress = (text: string) => email.safeParse(text).success;
  const label = (length: number) => 'a'.repeat(length);

  test('has up to 64 characters before the sign, and up to 63 in each label', () => {
    expect([isAddress(`${label(64)}@example.com`), isAddress(`${label(65)}@example.com`)]).toEqual([true, false]);
    expect([isAddress(`ada@${label(63)}.com`), isAddress(`ada@${label(64)}.com`)]).toEqual([true, false]);
    expect([isAddress(`ada@example.${label(63)}`), isAddress(`ada@example.${label(64)}`)]).toEqual([true, false]);
    expect([isAddress('ada@a.de'), isAddress('ada@example.d')]).toEqual([true, false]);
  });

  test('has 254 characters at most, as it is typed and in its one form', () => {
    const domain = [label(63), label(63), label(63)].join('.');
    const longest = `${label(59)}@${domain}.de`;
    expect([longest.length, isAddress(longest)]).toEqual([254, true]);
    expect(messagesOf(email, `a${longest}`)).toEqual(['At most 254 characters']);
    expect(messagesOf(email, `ada@${'ä'.repeat(50)}.${'ö'.repeat(50)}.${'ü'.repeat(50)}.${'é'.repeat(50)}.${label(34)}.de`)).toContain('At most 254 characters'); // prettier-ignore
  });

  test.each([
    'a..b@example.com',
    '.a@example.com',
    'a.@example.com',
    'a@b@example.com',
    'ada@example..com',
    'ada@example-.com',
    'ada@example.c0m',
    'ada@example.123',
    'ada@exam ple.com',
    'a"b@example.com',
    'a,b@example.com',
  ])('is not %s', (text) => {
    expect(messagesOf(email, text)).toEqual(['Not an e-mail address']);
  });

  test.each([
    'a.b@example.com',
    'a_b@example.com',
    'a-b@example.com',
    'a+b@example.com',
    '0@1.example.com',
    'ada@example.xn--p1ai',
    'ada@ex--ample.com',
  ])(
    // prettier-ignore
    'may be %s',
    (text) => {
      expect(email.parse(text)).toBe(text);
    },
  );

  test('that is missing is required', () => {
    expect([messagesOf(email, undefined), messagesOf(email, 7)]).toEqual([['Required'], ['Must be text']]);
  });

  test('is described to programs', () => {
    const described = z.toJSONSchema(email, { io: 'input' });
    expect(described).toMatchObject({ type: 'string', format: 'email', maxLength: 254 });
  });

  test.each([
    [' ABC ', 'abc'],
    ['Ada@Exämple.DE:25', 'ada@exämple.de:25'],
    ['Ada@Exä~mple.de', 'ada@exä~mple.de'],
    ['Ada@Exä`mple.de', 'ada@exä`mple.de'],
    ['Ada@Exä{mple.de', 'ada@exä{mple.de'],
    ['Ada@Exä,mple.de', 'ada@exä,mple.de'],
    ['Ada@Exä/mple.de', 'ada@exä/mple.de'],
    ['exämple.de', 'exämple.de'],
    ['ada@ä-.-.de', 'ada@xn----zfa.-.de'],
  ])('that is none, as %j, comes back as %j', (typed, text) => {
    expect(canonicalEmail(typed)).toBe(text);
  });
});

describe('a password', () => {
  const key = '🔑';

  test('is counted in characters, and capped before it is looked at', () => {
    expect(messagesOf(newPassword, key.repeat(256))).toEqual([]);
    expect(messagesOf(newPassword, key.repeat(257))).toEqual(['At most 256 characters']);
    expect(messagesOf(newPassword, 'x'.repeat(1025))).toContain('At most 256 characters');
    expect(messagesOf(newPassword, '1234567')).toEqual(['At least 8 characters']);
    expect(messagesOf(newPassword, undefined)).toEqual(['Required']);
    expect(z.toJSONSchema(newPassword, { io: 'input' })).toMatchObject({ minLength: 8, maxLength: 256 });
  });

  test('that is offered may be any, but empty or huge', () => {
    expect(messagesOf(offeredPassword, '')).toEqual(['Required']);
    expect(messagesOf(offeredPassword, null)).toEqual(['Must be text']);
    expect(messagesOf(offeredPassword, 'x'.repeat(1024))).toEqual([]);
    expect(messagesOf(offeredPassword, 'x'.repeat(1025))).toEqual(['At most 256 characters']);
    expect(offeredPassword.parse('Ame\u0301lie')).toBe('Am\u00E9lie');
  });
});
