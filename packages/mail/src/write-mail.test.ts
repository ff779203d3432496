import { createMailLink } from '@latchkey/sessions/tokens/mail-link';
import { expect, it } from 'vitest';
import { writeMail } from './write-mail.ts';

const sender = {
  pageUrl: 'https://sessions.example.com',
  name: 'Acme',
  color: null,
  supportUrl: null,
  application: null,
};
const at = new Date('2026-11-25T12:31:59.000Z');

it.each([
  ['of its reader, if it is offered', ['de', 'ar'], 'ar', 'ar'],
  ['that is offered first, if that of its reader is not', ['de', 'en'], 'ar', 'de'],
  ['that is offered first, if that of its reader is unknown', ['de', 'en'], null, 'de'],
] as const)('a mail has the language %s', (_which, languages, language, expected) => {
  const mail = writeMail(
    {
      kind: 'recovery',
      email: 'ada@example.com',
      language,
      requestedAt: at,
      isVerified: true,
      link: createMailLink(),
      linkUntil: at,
    },
    { ...sender, languages },
  );
  expect(mail.language).toBe(expected);
  expect(mail.html).toContain(`<html lang="${expected}"`);
});
