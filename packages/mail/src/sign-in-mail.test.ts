import { createMailLink } from '@latchkey/sessions/tokens/mail-link';
import type { SignInMethod } from '@latchkey/sessions/sessions/sign-in-method';
import { describeDevice } from '@latchkey/sessions/devices/device-description';
import { type Language, languages } from '@latchkey/sessions/language';
import type { Location } from '@latchkey/sessions/geo/location';
import { capUserAgent } from '@latchkey/sessions/devices/user-agent';
import type { SignInAlertView } from '@latchkey/sessions/sign-in-alerts/sign-in-alert';
import { describe, expect, it } from 'vitest';
import { translations } from './messages/translations.ts';
import { signInMail } from './sign-in-mail.ts';

const link = createMailLink();
const origin = 'https://sessions.example.com';
const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0';
const germany: Location = { kind: 'country', country: 'DE' };

function mailAbout({
  cause = 'new_device' as SignInAlertView['cause'],
  language = 'en' as Language,
  userAgent = windows,
  clientLabel = null as string | null,
  ip = '194.25.0.60' as string | null,
  location = germany,
  isVerified = true,
  methods = [{ kind: 'password' }] as readonly SignInMethod[] | null,
  application = null as string | null,
  count = 1,
}) {
  const createdAt = new Date('2026-11-25T12:31:59.000Z');
  const device = describeDevice(capUserAgent(userAgent));
  const signedInWith = methods && [...methods];
  const alert = { id: 1, cause, device, label: null, clientLabel, ip, location, createdAt, signedInWith };
  const alerts = Array.from({ length: count }, () => alert);
  const linkUntil = new Date('2026-12-02T12:31:59.000Z');
  return signInMail(
    { kind: 'new_device', email: 'ada@example.com', isVerified, language, alerts, link, linkUntil },
    { pageUrl: origin, name: 'Latchkey', color: null, supportUrl: null, application },
  );
}

/** What a password is called, without its endings. */
const passwordWords: Readonly<Record<Language, string>> = {
  ar: 'كلمة مرور',
  de: 'passwort',
  en: 'password',
  es: 'contraseña',
  fr: 'mot de passe',
  it: 'password',
  ja: 'パスワード',
  pl: 'hasł',
  pt: 'senha',
  tr: 'parola',
};

/** The visible text: without the characters that set the direction or prevent links. */
const visible = (text: string): string => text.replaceAll(/[\u200E\u200F\u2060\u2068\u2069]/g, '');

/** The pieces of text in the body of an HTML mail. */
const textsIn = (html: string): string[] =>
  html
    .replace(/^.*<body/s, '<body')
    .split(/<[^>]*>/)
    .map((text) => text.trim())
    .filter((text) => text !== '');

describe('the mail about a new device', () => {
  it('has device, time, location, account and link in both plain text and HTML', () => {
    const { to, text, html } = mailAbout({});
    expect(to).toBe('ada@example.com');
    for (const form of [text, html]) {
      for (const fact of [
        'Firefox 128 on Windows 10 or 11',
        '25 November 2026 at 12:31 UTC',
        'probably Germany',
        '194.25.0.60',
        'ada@example.com',
        '2 December 2026 at 12:31 UTC',
        `${origin}/new-device#${link}`,
      ]) {
        expect(form).toContain(fact);
      }
      expect(form.split(link)).toHaveLength(2);
    }
  });

  it('says if device or address are unknown', () => {
    const { text } = mailAbout({ userAgent: '', ip: null, location: { kind: 'unknown', country: null } });
    expect(text).toContain('Unknown browser on an unknown system');
    expect(text).toContain('Address: not known');
    expect(text).not.toContain('Where');
  });

  it('gives the reason for a missing country, and credits the location data only beside a country', () => {
    const privateNetwork = { kind: 'private', country: null } as const;
    const unknown = { kind: 'unknown', country: null } as const;
    expect(mailAbout({ ip: '192.168.1.7', location: privateNetwork }).text).toContain('Where: Your local network');
    expect(mailAbout({ ip: '203.0.113.7', location: unknown }).text).toContain('Where: Country unknown');
    for (const form of ['text', 'html'] as const) {
      expect(mailAbout({})[form]).toContain('Number Resource Organization');
      expect(mailAbout({ location: privateNetwork })[form]).not.toContain('Number Resource Organization');
      expect(mailAbout({ location: unknown })[form]).not.toContain('Number Resource Organization');
    }
  });
});

describe('the methods of the sign-in', () => {
  const lineOf = (given: Parameters<typeof mailAbout>[0]) =>
    visible(mailAbout(given).text)
      .split('\n')
      .find((line) => line.startsWith('  How: ')) ?? null;
  const rowOf = (given: Parameters<typeof mailAbout>[0]) =>
    /<th[^>]*>How<\/th><td[^>]*><bdi>(.*?)<\/bdi>/.exec(visible(mailAbout(given).html))?.[1] ?? null;

  it.each([
    [[{ kind: 'password' }], 'your password'],
    [[{ kind: 'passkey' }, { kind: 'one_time_code' }], 'passkey and one-time code'],
    [[{ kind: 'brand', name: 'Google' }], 'Google'],
    [[{ kind: 'other', name: 'corp-badge' }, { kind: 'pin' }], '“corp-badge” and PIN'],
    [[], 'the sign-in of Acme'],
  ] as const)('%j is %s in both forms', (methods, text) => {
    expect(lineOf({ methods, application: 'Acme' })).toBe(`  How: ${text}`);
    expect(rowOf({ methods, application: 'Acme' })).toBe(text);
  });

  it('is the application’s own sign-in where it has no name, and has no row where it is no longer known', () => {
    expect(lineOf({ methods: [] })).toBe('  How: the application’s own sign-in');
    expect([lineOf({ methods: null }), rowOf({ methods: null })]).toEqual([null, null]);
  });

  it('is only said where it was so: no other text has a password', () => {
    const methods = [{ kind: 'passkey' }] as const;
    for (const form of ['text', 'html'] as const) {
      for (const cause of ['new_device', 'new_country'] as const)
        expect(mailAbout({ cause, methods })[form]).not.toMatch(/password/i);
      expect(mailAbout({ methods, count: 2 })[form]).not.toMatch(/password/i);
    }
  });

  it('isolates names, escapes them, and makes no link of them', () => {
    const given = { methods: [], application: 'שלום & evil.example' };
    const { text, html } = mailAbout(given);
    expect(text).toContain('How: the sign-in of \u2068שלום & evil.\u2060example\u2069');
    expect(html).toContain('\u2068שלום &amp; evil.\u2060example\u2069');
  });
});

describe('the subject', () => {
  const subjectOf = (given: Parameters<typeof mailAbout>[0]) => visible(mailAbout(given).subject);

  it('names device and country', () => {
    expect(subjectOf({})).toBe('New sign-in: Firefox on Windows, probably Germany');
    expect(subjectOf({ cause: 'new_country' })).toBe(
      'Sign-in from a new country: Firefox on Windows, probably Germany',
    );
    expect(subjectOf({ language: 'de' })).toBe('Neue Anmeldung: Firefox auf Windows, wahrscheinlich Deutschland');
  });

  it('names only what is known', () => {
    const unknown: Location = { kind: 'unknown', country: null };
    expect(subjectOf({ userAgent: '', location: unknown })).toBe('New sign-in: Unknown browser');
    expect(subjectOf({ ip: null, location: unknown })).toBe('New sign-in: Firefox on Windows');
    expect(subjectOf({ location: { kind: 'private', country: null } })).toBe(
      'New sign-in: Firefox on Windows, Your local network',
    );
  });

  it('is cut where a client has a long name, and escaped in HTML', () => {
    expect(subjectOf({ userAgent: `${'x'.repeat(100)}/1` })).toMatch(/: x{39}…/);
    expect(mailAbout({ location: { kind: 'country', country: 'BA' } }).html).toContain(
      '<title>New sign-in: Firefox on Windows, probably Bosnia &amp; Herzegovina</title>',
    );
  });
});

describe('a mail to an address that is not verified', () => {
  const unverified = mailAbout({ isVerified: false });

  it('ends with a link to disown the account, with the same secret', () => {
    const notMine = `${origin}/not-mine#${link}`;
    for (const form of [unverified.text, unverified.html]) {
      expect(form).toContain('Is this account not yours?');
      expect(form.indexOf(notMine)).toBeGreaterThan(form.indexOf(`${origin}/new-device#${link}`));
    }
    expect(unverified.text.split('\n')).toContain(notMine);
    expect(unverified.html).toContain('>This account is not mine</a>');
  });

  it('has no such link once the address is verified', () => {
    const { text, html } = mailAbout({});
    for (const form of [text, html]) expect(form).not.toContain('not-mine');
  });
});

describe.each(languages)('in the language %s', (language) => {
  it('has each text of the English mail, translated', () => {
    const [english, mail] = [mailAbout({}), mailAbout({ language })];
    expect(mail.language).toBe(language);
    expect(mail.text.split('\n')).toHaveLength(english.text.split('\n').length);
    expect(textsIn(mail.html)).toHaveLength(textsIn(english.html).length);
    if (language === 'en') return;
    // The Italian word is the same.
    const addresses = [origin, `${origin}/new-device#${link}`, 'ada@example.com', '194.25.0.60'];
    const untranslated = new Set(['', '--', 'Latchkey', 'Account', '  Account: ada@example.com', ...addresses]);
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

  it('formats device, time and country in the language, in both forms', () => {
    const { locale, device, location } = translations[language];
    const { text, html } = mailAbout({ language });
    const systems = new Intl.ListFormat(locale, { type: 'disjunction' }).format(['10', '11']);
    const country = new Intl.DisplayNames(locale, { type: 'region' }).of('DE') ?? '';
    const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' });
    for (const form of [visible(text), visible(html)]) {
      expect(form).toContain(visible(device.on('Firefox 128', `Windows ${systems}`)));
      expect(form).toContain(location.inCountry(country));
      expect(form).toContain(day.format(new Date('2026-11-25')));
      expect(form).toContain(day.format(new Date('2026-12-02')));
      expect(form.match(/UTC/g)).toHaveLength(2);
    }
    expect(new Intl.Locale(locale).language).toBe(language);
  });

  it.each([
    { methods: [{ kind: 'passkey' }] },
    { methods: [{ kind: 'brand', name: 'Google' }] },
    { methods: [] },
  ] as const)('says how in its own words, without a password: $methods', ({ methods }) => {
    const { facts, signInMethods } = translations[language];
    const password = new RegExp(passwordWords[language], 'i');
    for (const application of ['Acme', null]) {
      for (const other of [{ cause: 'new_device' }, { cause: 'new_country' }, { count: 2 }] as const) {
        const { text } = mailAbout({ language, methods, application, ...other });
        const rows = visible(text)
          .split('\n')
          .filter((line) => line.startsWith(`  ${facts.how}`));
        expect(rows).toHaveLength('count' in other ? 2 : 1);
        expect(text).not.toMatch(password);
        expect(text).not.toMatch(/\b(?:undefined|null)\b/);
        expect(rows[0]?.includes('Acme')).toBe(application !== null && methods.length === 0);
      }
    }
    expect(signInMethods.kinds.password).toMatch(password);
    expect(visible(mailAbout({ language }).text)).toContain(signInMethods.kinds.password);
  });

  it('has language and direction in the html element and in the body', () => {
    const direction = language === 'ar' ? 'rtl' : 'ltr';
    const { html } = mailAbout({ language });
    expect(html.match(/ lang="(.*?)" dir="(.*?)"/g)).toEqual(
      Array.from({ length: 2 }, () => ` lang="${language}" dir="${direction}"`),
    );
    expect(html).toContain(`text-align:${direction === 'rtl' ? 'right' : 'left'}`);
  });

  it('has link and origin on lines of their own, without invisible characters', () => {
    const lines = mailAbout({ language }).text.split('\n');
    expect(lines).toContain(`${origin}/new-device#${link}`);
    expect(lines).toContain(origin);
  });

  it.each(['<img src=x onerror=alert(1)>', '"call" & https://evil.example/', 'now@evil.example evil。example'])(
    'shows the name of a program as isolated text without link and markup: %s',
    (payload) => {
      const mark = language === 'ar' ? '\u200F' : '\u200E';
      const { subject, text, html } = mailAbout({
        language,
        userAgent: 'evil.example/1',
        clientLabel: `שלום ${payload}`,
      });
      expect(visible(subject)).toContain('evil.example');
      expect(subject).not.toContain('evil.example');
      expect(subject).not.toContain('שלום');
      for (const form of [text, html]) {
        expect(form).not.toMatch(/evil[.。]example|now@evil|:\/\/evil/);
        expect(form).toMatch(new RegExp(`${mark}\\P{L}*\u2068שלום .*\u2069`, 'u'));
      }
      // Except link, origin and recipient, no text looks like an address.
      for (const content of [text, textsIn(html).join('\n')]) {
        const others = content.replaceAll(origin, '').replaceAll('ada@example.com', '');
        expect(others.match(/\p{L}\.\p{L}|:\/\/|\w@\w/gu)).toBe(null);
      }
      expect(html).not.toContain('<img');
      expect(html.includes('&lt;img')).toBe(payload.includes('<img'));
      expect(html.match(/<a /g)).toHaveLength(1);
      expect(html).not.toMatch(/<(?:img|script|link|iframe)|url\(/i);
    },
  );

  it('cuts the name of a program', () => {
    const { text, html } = mailAbout({ language, clientLabel: 'x'.repeat(190) });
    for (const form of [text, html]) expect(form).toMatch(/(?<!x)x{39}…\u2069/);
  });
});
