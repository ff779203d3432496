import { createAlertLink } from '@latchkey/sessions/alert-link';
import { describeDevice } from '@latchkey/sessions/device-description';
import { type Language, languages } from '@latchkey/sessions/language';
import type { Place } from '@latchkey/sessions/place';
import { capUserAgent } from '@latchkey/sessions/user-agent';
import { describe, expect, it } from 'vitest';
import { translations } from './sentences/translations.ts';
import { signInMail } from './sign-in-mail.ts';

const link = createAlertLink();
const origin = 'https://sessions.example.com';
const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0';
const germany: Place = { kind: 'country', country: 'DE' };

function mailAbout({
  language = 'en' as Language,
  userAgent = windows,
  selfName = null as string | null,
  address = '194.25.0.60' as string | null,
  place = germany,
  isVerified = true,
}) {
  const createdAt = new Date('2026-11-25T12:31:59.000Z');
  const device = describeDevice(capUserAgent(userAgent));
  const alert = { id: 1, cause: 'new_device' as const, device, ownersName: null, selfName, address, place, createdAt };
  const linkUntil = new Date('2026-12-02T12:31:59.000Z');
  return signInMail({ email: 'ada@example.com', isVerified, language, alerts: [alert], link, linkUntil }, origin);
}

/** As it is seen: without the characters that only tell which way it runs, or keep a link from being made. */
const seen = (text: string): string => text.replaceAll(/[\u200E\u200F\u2060\u2068\u2069]/g, '');

/** What a page says, each piece of text by itself. */
const saidBy = (html: string): string[] =>
  html
    .replace(/^.*<body/s, '<body')
    .split(/<[^>]*>/)
    .map((text) => text.trim())
    .filter((text) => text !== '');

describe('the mail about a new device', () => {
  it('tells the same as text and as a page: what, with its uncertainty, when, from where, for whom, until when', () => {
    const { to, text, html } = mailAbout({});
    expect(to).toBe('ada@example.com');
    for (const form of [text, html]) {
      for (const told of [
        'Firefox 128 on Windows 10 or 11',
        '25 November 2026 at 12:31 UTC',
        'Germany, approximately',
        '194.25.0.60',
        'ada@example.com',
        '2 December 2026 at 12:31 UTC',
        `${origin}/new-device#${link}`,
      ]) {
        expect(form).toContain(told);
      }
      expect(form.split(link)).toHaveLength(2);
    }
  });

  it('says what it does not know', () => {
    const { text } = mailAbout({ userAgent: '', address: null, place: { kind: 'unknown', country: null } });
    expect(text).toContain('Unknown browser on an unknown system');
    expect(text).toContain('Address: not known');
    expect(text).not.toContain('Where');
  });

  it('says of an address without a country why, and names whose data it is only where there is one', () => {
    const among = { kind: 'private', country: null } as const;
    const nowhere = { kind: 'unknown', country: null } as const;
    expect(mailAbout({ address: '192.168.1.7', place: among }).text).toContain('Where: A private network');
    expect(mailAbout({ address: '203.0.113.7', place: nowhere }).text).toContain('Where: Country unknown');
    for (const form of ['text', 'html'] as const) {
      expect(mailAbout({})[form]).toContain('Number Resource Organization');
      expect(mailAbout({ place: among })[form]).not.toContain('Number Resource Organization');
      expect(mailAbout({ place: nowhere })[form]).not.toContain('Number Resource Organization');
    }
  });
});

describe('a mail to an address that is not verified', () => {
  const unverified = mailAbout({ isVerified: false });

  it('lets its reader say by the same secret that the account is not theirs, beneath all else', () => {
    const notMine = `${origin}/not-mine#${link}`;
    for (const form of [unverified.text, unverified.html]) {
      expect(form).toContain('Is this account not yours?');
      expect(form.indexOf(notMine)).toBeGreaterThan(form.indexOf(`${origin}/new-device#${link}`));
    }
    expect(unverified.text.split('\n')).toContain(notMine);
    expect(unverified.html).toContain('>This account is not mine</a>');
  });

  it('says nothing of it once the address is verified', () => {
    const { text, html } = mailAbout({});
    for (const form of [text, html]) expect(form).not.toContain('not-mine');
  });
});

describe.each(languages)('in the language %s', (language) => {
  it('says everything that it says in English, and nothing of it in English', () => {
    const [english, mail] = [mailAbout({}), mailAbout({ language })];
    expect([mail.language, mail.subject]).toEqual([language, translations[language].subject]);
    expect(mail.text.split('\n')).toHaveLength(english.text.split('\n').length);
    expect(saidBy(mail.html)).toHaveLength(saidBy(english.html).length);
    if (language === 'en') return;
    // An account is called so in Italian too.
    const addresses = [origin, `${origin}/new-device#${link}`, 'ada@example.com', '194.25.0.60'];
    const spared = new Set(['', '--', 'Latchkey', 'Account', '  Account: ada@example.com', ...addresses]);
    const said = (form: string[]) => form.map((part) => seen(part).trimEnd()).filter((part) => !spared.has(part));
    const inEnglish = new Set([english.subject, ...said(english.text.split('\n')), ...said(saidBy(english.html))]);
    const inThis = [mail.subject, ...said(mail.text.split('\n')), ...said(saidBy(mail.html))];
    expect(inThis.filter((part) => inEnglish.has(part))).toEqual([]);
    expect(inThis.filter((part) => /\b(?:undefined|null|NaN)\b/.test(part))).toEqual([]);
  });

  it('names device, moment and country as that language does, in both forms', () => {
    const { locale, device, places } = translations[language];
    const { text, html } = mailAbout({ language });
    const systems = new Intl.ListFormat(locale, { type: 'disjunction' }).format(['10', '11']);
    const country = new Intl.DisplayNames(locale, { type: 'region' }).of('DE') ?? '';
    const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' });
    for (const form of [seen(text), seen(html)]) {
      expect(form).toContain(seen(device.on('Firefox 128', `Windows ${systems}`)));
      expect(form).toContain(places.inCountry(country));
      expect(form).toContain(day.format(new Date('2026-11-25')));
      expect(form).toContain(day.format(new Date('2026-12-02')));
      expect(form.match(/UTC/g)).toHaveLength(2);
    }
    expect(new Intl.Locale(locale).language).toBe(language);
  });

  it('runs its way, and says in what it is written where mail programs look', () => {
    const direction = language === 'ar' ? 'rtl' : 'ltr';
    const { html } = mailAbout({ language });
    expect(html.match(/ lang="(.*?)" dir="(.*?)"/g)).toEqual(
      Array.from({ length: 2 }, () => ` lang="${language}" dir="${direction}"`),
    );
    expect(html).toContain(`text-align:${direction === 'rtl' ? 'right' : 'left'}`);
  });

  it('has the link, and where it comes from, on lines of their own, with nothing invisible about them', () => {
    const lines = mailAbout({ language }).text.split('\n');
    expect(lines).toContain(`${origin}/new-device#${link}`);
    expect(lines).toContain(origin);
  });

  it.each(['<img src=x onerror=alert(1)>', '"call" & https://evil.example/', 'now@evil.example evil。example'])(
    'shows what a stranger calls themself as text, set apart, and as no link and no markup: %s',
    (harm) => {
      const mark = language === 'ar' ? '\u200F' : '\u200E';
      const { subject, text, html } = mailAbout({ language, userAgent: 'evil.example/1', selfName: `שלום ${harm}` });
      expect(subject).toBe(translations[language].subject);
      for (const form of [text, html]) {
        expect(form).not.toMatch(/evil[.。]example|now@evil|:\/\/evil/);
        expect(form).toMatch(new RegExp(`${mark}\\P{L}*\u2068שלום .*\u2069`, 'u'));
      }
      // Beside the link, where it comes from and whom it is for, nothing looks like an address.
      for (const said of [text, saidBy(html).join('\n')]) {
        const others = said.replaceAll(origin, '').replaceAll('ada@example.com', '');
        expect(others.match(/\p{L}\.\p{L}|:\/\/|\w@\w/gu)).toBe(null);
      }
      expect(html).not.toContain('<img');
      expect(html.includes('&lt;img')).toBe(harm.includes('<img'));
      expect(html.match(/<a /g)).toHaveLength(1);
      expect(html).not.toMatch(/<(?:img|script|link|iframe)|url\(/i);
    },
  );

  it('cuts what a stranger calls themself', () => {
    const { text, html } = mailAbout({ language, selfName: 'x'.repeat(190) });
    for (const form of [text, html]) expect(form).toMatch(/(?<!x)x{39}…\u2069/);
  });
});
