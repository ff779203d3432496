import { type AccountMailKind, type AccountNotice, type Written, accountMailKinds } from '@latchkey/sessions/mail/mail';
import { createMailLink } from '@latchkey/sessions/tokens/mail-link';
import { type Language, languages } from '@latchkey/sessions/language';
import { describe, expect, it } from 'vitest';
import { accountMail } from './account-mail.ts';
import { translations } from './messages/translations.ts';

const link = createMailLink();
const origin = 'https://sessions.example.com';
const email = 'ada@example.com';

const latchkey = { pageUrl: origin, name: 'Latchkey', color: null, supportUrl: null };

const mailAbout = (kind: AccountMailKind, other: Partial<Written<AccountNotice>> = {}, sender = {}) =>
  accountMail(
    {
      kind,
      email,
      language: 'en',
      requestedAt: new Date('2026-11-25T12:31:59.000Z'),
      isVerified: true,
      link,
      linkUntil: new Date('2026-12-02T13:01:59.000Z'),
      ...other,
    },
    { ...latchkey, ...sender },
  );

/** The link of each mail. */
const actions: Readonly<Record<AccountMailKind, string>> = {
  recovery: `${origin}/recovery#${link}`,
  password_changed: `${origin}/recovery`,
  verification: `${origin}/verification#${link}`,
};
const notMine = `${origin}/not-mine#${link}`;

/** The visible text: without the characters that set the direction or prevent links. */
const visible = (text: string): string => text.replaceAll(/[\u200E\u200F\u2060\u2068\u2069]/g, '');

const linksIn = (html: string): string[] => [...html.matchAll(/<a href="(.*?)"/g)].map(([, href]) => href ?? '');

/** The pieces of text in the body of an HTML mail. */
const textsIn = (html: string): string[] =>
  html
    .replace(/^.*<body/s, '<body')
    .split(/<[^>]*>/)
    .map((text) => text.trim())
    .filter((text) => text !== '');

describe.each(accountMailKinds)('the mail of the kind %s', (kind) => {
  it('has account, time and link in both plain text and HTML', () => {
    const { to, subject, text, html } = mailAbout(kind);
    expect([to, subject]).toEqual([email, translations.en.account[kind].subject]);
    for (const form of [text, html]) {
      expect(form).toContain(email);
      expect(form).toContain('25 November 2026 at 12:31 UTC');
      expect(form).toContain(translations.en.account[kind].lead);
    }
    expect(linksIn(html)).toEqual([actions[kind]]);
    expect(text.split('\n')).toContain(actions[kind]);
  });

  it('has a link to disown the account only if the address is unverified', () => {
    const { text, html } = mailAbout(kind, { isVerified: false });
    expect(linksIn(html)).toEqual([actions[kind], notMine]);
    expect(text.split('\n')).toContain(notMine);
    for (const form of Object.values(mailAbout(kind))) expect(form).not.toContain('not-mine');
  });

  it('has its secret only in the fragment of a link', () => {
    for (const isVerified of [true, false]) {
      const { subject, text, html } = mailAbout(kind, { isVerified });
      expect(subject).not.toContain(link);
      for (const form of [text, html]) expect(form.replaceAll(`#${link}`, '')).not.toContain(link);
    }
  });

  it('loads no resource, and escapes markup in an address', () => {
    const { html } = mailAbout(kind, { email: '"<img src=x>"@example.com', isVerified: false });
    expect(html).not.toMatch(/<(?:img|script|link|iframe)|url\(/i);
    expect(html).toContain('&lt;img');
  });
});

describe('the name of the sender', () => {
  const acme = { name: 'A & <b>', supportUrl: 'https://acme.example/help?a&b' };

  it('is in the mail in both forms, and has its characters escaped in HTML', () => {
    const { text, html } = mailAbout('recovery', {}, acme);
    expect(text).toContain('\nSent by A & <b> to the address of your account.\n');
    expect(html).toContain('<bdi>A &amp; &lt;b&gt;</bdi>');
    expect(html).toContain('Sent by A &amp; &lt;b&gt; to the address');
    for (const form of [text, html]) expect(form).not.toContain('Latchkey');
  });

  it('has its colour, or else the one of Latchkey', () => {
    const colors = (html: string) => html.match(/background:#(?!f5f7f4|ffffff|eef3f0)[\da-f]{6}/g);
    expect(colors(mailAbout('recovery', {}, { color: '#7c1d6f' }).html)).toEqual(['background:#7c1d6f']);
    expect(colors(mailAbout('recovery').html)).toEqual(['background:#00695c']);
    expect(mailAbout('recovery', { isVerified: false }, { color: '#7c1d6f' }).html).not.toContain('#00695c');
  });

  it('has a link to help in both forms, if there is one', () => {
    const { text, html } = mailAbout('recovery', {}, acme);
    expect(text).toMatch(/\nHelp with your account\nhttps:\/\/acme\.example\/help\?a&b\n$/);
    expect(linksIn(html)).toEqual([actions.recovery, 'https://acme.example/help?a&amp;b']);
    for (const form of Object.values(mailAbout('recovery'))) expect(form).not.toContain('Help with');
  });
});

describe('the mail about a changed password', () => {
  it('links to the recovery form without a secret', () => {
    const { text, html } = mailAbout('password_changed');
    for (const form of [text, html]) expect(form).not.toContain(link);
    expect(text).not.toContain('works until');
  });
});

describe.each(['recovery', 'verification'] as const)('the mail of the kind %s', (kind) => {
  it('names the time until which its link works', () => {
    for (const form of ['text', 'html'] as const)
      expect(mailAbout(kind)[form]).toContain('2 December 2026 at 13:01 UTC');
  });
});

describe.each(languages.flatMap((language) => accountMailKinds.map((kind) => [language, kind] as const)))(
  'in the language %s the mail of the kind %s',
  (language: Language, kind) => {
    it('has each text of the English mail, translated', () => {
      const supportUrl = 'https://acme.example/help';
      const [english, mail] = [{}, { language }].map((other) =>
        mailAbout(kind, { isVerified: false, ...other }, { supportUrl }),
      );
      if (!english || !mail) throw new Error('There are two');
      expect([mail.language, mail.subject]).toEqual([language, translations[language].account[kind].subject]);
      expect(mail.text.split('\n')).toHaveLength(english.text.split('\n').length);
      expect(textsIn(mail.html)).toHaveLength(textsIn(english.html).length);
      if (language === 'en') return;
      // The Italian word is the same.
      const same = [
        origin,
        supportUrl,
        actions[kind],
        notMine,
        email,
        '',
        '--',
        'Latchkey',
        'Account',
        `  Account: ${email}`,
      ];
      const untranslated = new Set(same);
      const textsOf = (form: string[]) =>
        form.map((part) => visible(part).trimEnd()).filter((part) => !untranslated.has(part));
      const inEnglish = new Set([
        english.subject,
        ...textsOf(english.text.split('\n')),
        ...textsOf(textsIn(english.html)),
      ]);
      const inThis = [mail.subject, ...textsOf(mail.text.split('\n')), ...textsOf(textsIn(mail.html))];
      expect(inThis.filter((part) => inEnglish.has(part))).toEqual([]);
      expect(inThis.filter((part) => /\b(?:undefined|null|NaN)\b/.test(part))).toEqual([]);
    });

    it('has the direction and the date format of the language', () => {
      const { html, text } = mailAbout(kind, { language });
      const direction = language === 'ar' ? 'rtl' : 'ltr';
      expect(html.match(/ lang="(.*?)" dir="(.*?)"/g)).toEqual(
        Array.from({ length: 2 }, () => ` lang="${language}" dir="${direction}"`),
      );
      const day = new Intl.DateTimeFormat(translations[language].locale, {
        day: 'numeric',
        month: 'long',
        timeZone: 'UTC',
      });
      for (const form of [visible(text), visible(html)]) expect(form).toContain(day.format(new Date('2026-11-25')));
    });
  },
);
