import type { Language } from '@latchkey/sessions/language';
import type { SignInNotice } from '@latchkey/sessions/mailer';
import type { ShownAlert } from '@latchkey/sessions/sign-in-alert';
import { deviceName, withoutAddresses } from './device-name.ts';
import { placeName } from './place-name.ts';
import type { Sentences } from './sentences/en.ts';
import { translations } from './sentences/translations.ts';

/** A mail as somebody reads it. */
export interface Mail {
  readonly to: string;
  readonly language: Language;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What the two forms of a mail have in common. */
interface Parts {
  readonly language: Language;
  readonly sentences: Sentences;
  readonly words: Words;
  /** Of each sign-in. */
  readonly facts: readonly (readonly Fact[])[];
  readonly email: string;
  readonly link: string;
  readonly linkUntil: string;
  readonly origin: string;
  /** Whose data the country is told from, where there is one. */
  readonly credit: string | null;
}

type Fact = readonly [name: string, value: string];

/** What depends on whether a mail is about one sign-in, from a new device or from a new country, or about several. */
interface Words {
  readonly subject: string;
  readonly lead: string;
  readonly afterNo: string;
  readonly action: string;
}

/**
 * The mail that asks an owner whether sign-ins were theirs: one, or a list of them. The link's secret stands behind the #,
 * which no server sees.
 */
export function signInMail({ email, language, alerts, link, linkUntil }: SignInNotice, origin: string): Mail {
  const sentences = translations[language];
  const words = wordsOf(alerts, sentences);
  const parts: Parts = {
    language,
    sentences,
    words,
    facts: alerts.map((alert) => factsOf(alert, sentences)),
    email,
    link: `${origin}/new-device#${link}`,
    linkUntil: moment(linkUntil, sentences),
    origin,
    credit: alerts.some(({ place }) => place.country !== null) ? withoutAddresses(sentences.credit) : null,
  };
  return { to: email, language, subject: words.subject, text: plainText(parts), html: page(parts) };
}

function wordsOf(alerts: readonly ShownAlert[], sentences: Sentences): Words {
  const [first, ...more] = alerts;
  if (more.length > 0) {
    const { leadOfMany: lead, afterNoOfMany: afterNo, actionOfMany: action } = sentences;
    return { subject: sentences.subjectOfMany(alerts.length), lead, afterNo, action };
  }
  if (first?.cause !== 'new_country') return sentences;
  return { ...sentences, subject: sentences.subjectOfCountry, lead: sentences.leadOfCountry };
}

function factsOf(alert: ShownAlert, sentences: Sentences): Fact[] {
  const { facts: called, addressUnknown } = sentences;
  const { address, place, createdAt } = alert;
  return [
    [called.device, deviceName(alert, sentences)],
    [called.when, moment(createdAt, sentences)],
    ...(address === null ? [] : [[called.where, placeName(place, sentences)] as const]),
    [called.address, address ?? addressUnknown],
  ];
}

const moment = (at: Date, { locale }: Sentences): string =>
  new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
    timeZoneName: 'short',
  }).format(at);

/** Addresses have lines of their own: nothing invisible beside them gets into a link, and no direction turns them. */
function plainText({ sentences, words, facts, email, link, linkUntil, origin, credit }: Parts): string {
  const { fact, question, yes, afterYes, no, sender } = sentences;
  const { lead, afterNo } = words;
  const lines = (of: readonly Fact[]) => of.map(([name, value]) => `  ${fact(name, value)}`).join('\n');
  const account: Fact = [sentences.facts.account, email];
  const paragraphs = [
    lead,
    ...(facts.length === 1 ? [lines([...facts.flat(), account])] : [...facts.map(lines), lines([account])]),
    question,
    `${yes} ${afterYes}`,
    `${no} ${afterNo}`,
    link,
    sentences.link(linkUntil),
    ['-- ', sender, origin, ...(credit === null ? [] : [credit])].join('\n'),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

/** Nothing is loaded from anywhere: a mail that opens tells nobody so. */
function page({ language, sentences, words, facts, email, link, linkUntil, origin, credit }: Parts): string {
  const { direction, question, yes, afterYes, no, sender } = sentences;
  const { subject, lead, afterNo, action } = words;
  const [start, padding] = direction === 'rtl' ? ['right', '3px 0 3px 12px'] : ['left', '3px 12px 3px 0'];
  const account: Fact = [sentences.facts.account, email];
  const row = ([name, value]: Fact) =>
    `<tr><th scope="row" style="padding:${padding};text-align:${start};vertical-align:top;white-space:nowrap;font-weight:400;color:#57656a">${name}</th><td style="width:100%;padding:3px 0;font-weight:600;overflow-wrap:anywhere"><bdi>${escaped(value)}</bdi></td></tr>`;
  const gap = '<tr><td colspan="2" style="padding:6px 0"></td></tr>';
  const rows = `${facts.map((of) => of.map(row).join('')).join(gap)}${facts.length > 1 ? gap : ''}${row(account)}`;
  const footnotes = [sender, `<bdi>${escaped(origin)}</bdi>`, ...(credit === null ? [] : [credit])];
  // Language and direction stand inside of the body too, for many mail programs take only what is in there.
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${subject}</title></head>
<body style="margin:0;padding:24px 12px;background:#f5f7f4;color:#172023;font:16px/1.55 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
<div lang="${language}" dir="${direction}">
<div style="max-width:520px;margin:0 auto;padding:28px 24px;background:#ffffff;border:1px solid #dfe5e1;border-radius:16px">
<p style="margin:0 0 20px;font-weight:600;color:#00695c">Latchkey</p>
<h1 style="margin:0 0 12px;font-size:24px;line-height:1.25">${question}</h1>
<p style="margin:0 0 20px">${lead}</p>
<table role="presentation" style="width:100%;margin:0 0 24px;padding:12px 16px;background:#eef3f0;border-radius:12px;border-spacing:0;font-size:15px">${rows}</table>
<p style="margin:0 0 12px"><strong>${yes}</strong> ${afterYes}</p>
<p style="margin:0 0 24px"><strong>${no}</strong> ${afterNo}</p>
<p style="margin:0 0 24px"><a href="${escaped(link)}" style="display:inline-block;padding:12px 22px;background:#00695c;border-radius:12px;color:#ffffff;font-weight:600;text-decoration:none">${action}</a></p>
<p style="margin:0;font-size:14px;color:#57656a">${sentences.link(linkUntil)}</p>
</div>
<p style="max-width:520px;margin:16px auto 0;font-size:13px;color:#57656a;text-align:center">${footnotes.join('<br>')}</p>
</div>
</body>
</html>
`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? '');
