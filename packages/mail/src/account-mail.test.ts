import { type AccountMailKind, type AccountNotice, accountMailKinds } from '@latchkey/sessions/accounts/account-mail';
import { createAlertLink } from '@latchkey/sessions/alert-link';
import { type Language, languages } from '@latchkey/sessions/language';
import { describe, expect, it } from 'vitest';
import { accountMail } from './account-mail.ts';
import { translations } from './sentences/translations.ts';

const link = createAlertLink();
const origin = 'https://sessions.example.com';
const email = 'ada@example.com';

const mailAbout = (kind: AccountMailKind, other: Partial<AccountNotice> = {}) =>
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
    origin,
  );

/** Where the link of each mail leads, and whether its secret is in it. */
const actions: Readonly<Record<AccountMailKind, string>> = {
  recovery: `${origin}/recovery#${link}`,
  password_changed: `${origin}/recovery`,
  verification: `${origin}/verification#${link}`,
};
const notMine = `${origin}/not-mine#${link}`;

/** As it is seen: without the characters that only tell which way it runs, or keep a link from being made. */
const seen = (text: string): string => text.replaceAll(/[\u200E\u200F\u2060\u2068\u2069]/g, '');

const linksIn = (html: string): string[] => [...html.matchAll(/<a href="(.*?)"/g)].map(([, href]) => href ?? '');

/** What a page says, each piece of text by itself. */
const saidBy = (html: string): string[] =>
  html
    .replace(/^.*<body/s, '<body')
    .split(/<[^>]*>/)
    .map((text) => text.trim())
    .filter((text) => text !== '');

describe.each(accountMailKinds)('the mail of the kind %s', (kind) => {
  it('tells the same as text and as a page: for which account, when, and where its link leads', () => {
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

  it('lets a reader of an address that nobody has verified say that the account is not theirs, and no other', () => {
    const { text, html } = mailAbout(kind, { isVerified: false });
    expect(linksIn(html)).toEqual([actions[kind], notMine]);
    expect(text.split('\n')).toContain(notMine);
    for (const form of Object.values(mailAbout(kind))) expect(form).not.toContain('not-mine');
  });

  it('has a secret only behind the # of a link, where no server sees it', () => {
    for (const isVerified of [true, false]) {
      const { subject, text, html } = mailAbout(kind, { isVerified });
      expect(subject).not.toContain(link);
      for (const form of [text, html]) expect(form.replaceAll(`#${link}`, '')).not.toContain(link);
    }
  });

  it('loads nothing, and shows an address with markup in it as text', () => {
    const { html } = mailAbout(kind, { email: '"<img src=x>"@example.com', isVerified: false });
    expect(html).not.toMatch(/<(?:img|script|link|iframe)|url\(/i);
    expect(html).toContain('&lt;img');
  });
});

describe('the mail about a changed password', () => {
  it('leads to the form that asks for a new one, without a secret, so that who reads it over a shoulder gains nothing', () => {
    const { text, html } = mailAbout('password_changed');
    for (const form of [text, html]) expect(form).not.toContain(link);
    expect(text).not.toContain('works until');
  });
});

describe.each(['recovery', 'verification'] as const)('the mail of the kind %s', (kind) => {
  it('says until when its link works', () => {
    for (const form of ['text', 'html'] as const)
      expect(mailAbout(kind)[form]).toContain('2 December 2026 at 13:01 UTC');
  });
});

describe.each(languages.flatMap((language) => accountMailKinds.map((kind) => [language, kind] as const)))(
  'in the language %s the mail of the kind %s',
  (language: Language, kind) => {
    it('says everything that it says in English, and nothing of it in English', () => {
      const [english, mail] = [{}, { language }].map((other) => mailAbout(kind, { isVerified: false, ...other }));
      if (!english || !mail) throw new Error('There are two');
      expect([mail.language, mail.subject]).toEqual([language, translations[language].account[kind].subject]);
      expect(mail.text.split('\n')).toHaveLength(english.text.split('\n').length);
      expect(saidBy(mail.html)).toHaveLength(saidBy(english.html).length);
      if (language === 'en') return;
      // An account is called so in Italian too.
      const same = [origin, actions[kind], notMine, email, '', '--', 'Latchkey', 'Account', `  Account: ${email}`];
      const spared = new Set(same);
      const said = (form: string[]) => form.map((part) => seen(part).trimEnd()).filter((part) => !spared.has(part));
      const inEnglish = new Set([english.subject, ...said(english.text.split('\n')), ...said(saidBy(english.html))]);
      const inThis = [mail.subject, ...said(mail.text.split('\n')), ...said(saidBy(mail.html))];
      expect(inThis.filter((part) => inEnglish.has(part))).toEqual([]);
      expect(inThis.filter((part) => /\b(?:undefined|null|NaN)\b/.test(part))).toEqual([]);
    });

    it('runs its way, and tells moments as that language does', () => {
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
      for (const form of [seen(text), seen(html)]) expect(form).toContain(day.format(new Date('2026-11-25')));
    });
  },
);
