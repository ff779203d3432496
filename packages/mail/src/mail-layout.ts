import type { Language } from '@latchkey/sessions/language';
import type { Messages } from './messages/en.ts';
import { translations } from './messages/translations.ts';

/** A mail with its text in both forms, ready to send. */
export interface Mail {
  readonly to: string;
  readonly language: Language;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What the mails of a server say of it. */
export interface Sender {
  /** Where browsers reach the page, without a slash at its end. */
  readonly pageUrl: string;
  /** The name of the service: the heading of each mail. */
  readonly name: string;
  /** The colour of buttons and links, as `#00695c`, or null for that one. It has a contrast of 7:1 to white. */
  readonly color: string | null;
  /** The languages in which mails are written. */
  readonly languages: readonly Language[];
  /** Where users find help, as a whole URL, or null. */
  readonly supportUrl: string | null;
  /** The name of the application that signs users in itself, or null. */
  readonly application: string | null;
}

/** A label and a value: a row of the table in a mail. */
export type Fact = readonly [name: string, value: string];

/** A paragraph of a mail: text, text after a bold word, or a link. */
export type Paragraph =
  string | { readonly strong: string; readonly text: string } | { readonly action: string; readonly link: string };

/** The content of a mail, before it is laid out. */
export interface MailContent {
  readonly to: string;
  readonly language: Language;
  readonly subject: string;
  /** The heading, if it is not the subject. */
  readonly question?: string;
  readonly lead: string;
  /** The rows of the table, in groups with a gap between them. The group of the account comes last. */
  readonly facts: readonly (readonly Fact[])[];
  readonly paragraphs: readonly Paragraph[];
  readonly sender: Pick<Sender, 'pageUrl' | 'name' | 'color' | 'supportUrl'>;
  /** The credit that the licence of the location data asks for. */
  readonly credit?: string | undefined;
}

/** Lays a mail out as plain text and as HTML. */
export function layOut(content: MailContent): Mail {
  const { to, language, subject } = content;
  return { to, language, subject, text: textOf(content), html: htmlOf(content) };
}

/** A date and time in UTC, to the minute, with its weekday, as the language writes it. */
export const formatTime = (at: Date, { locale }: Messages): string =>
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

/** A link has a line of its own: an invisible character beside it would become part of it, or reorder it. */
function textOf({ language, question, lead, facts, paragraphs, sender, credit }: MailContent): string {
  const messages = translations[language];
  const { pageUrl, name, supportUrl } = sender;
  const lines = [
    lead,
    ...facts.map((group) => group.map(([label, value]) => `  ${messages.fact(label, value)}`).join('\n')),
    ...(question === undefined ? [] : [question]),
    ...paragraphs.map((each) => {
      if (typeof each === 'string') return each;
      return 'link' in each ? each.link : `${each.strong} ${each.text}`;
    }),
    [
      '-- ',
      messages.sender(name),
      pageUrl,
      ...(supportUrl === null ? [] : [messages.help, supportUrl]),
      ...(credit === undefined ? [] : [credit]),
    ].join('\n'),
  ];
  return `${lines.join('\n\n')}\n`;
}

/** The first link is a button, the others are plain links. The mail loads nothing, so that opening it is not observable. */
function htmlOf({ language, subject, question, lead, facts, paragraphs, sender, credit }: MailContent): string {
  const { direction, ...messages } = translations[language];
  const { pageUrl, name, supportUrl } = sender;
  const color = sender.color ?? defaultColor;
  const linkStyle = `color:${color};font-weight:600`;
  const [start, padding] = direction === 'rtl' ? ['right', '3px 0 3px 12px'] : ['left', '3px 12px 3px 0'];
  const row = ([label, value]: Fact) =>
    `<tr><th scope="row" style="padding:${padding};text-align:${start};vertical-align:top;white-space:nowrap;font-weight:400;color:#57656a">${label}</th><td style="width:100%;padding:3px 0;font-weight:600;overflow-wrap:anywhere"><bdi>${escaped(value)}</bdi></td></tr>`;
  const gap = '<tr><td colspan="2" style="padding:6px 0"></td></tr>';
  const rows = facts.map((group) => group.map(row).join('')).join(gap);
  const button = paragraphs.find((each) => typeof each !== 'string' && 'link' in each);
  const blocks = paragraphs.map((each) => {
    const content =
      typeof each === 'string'
        ? each
        : 'link' in each
          ? `<a href="${escaped(each.link)}" style="${each === button ? buttonStyle(color) : linkStyle}">${each.action}</a>`
          : `<strong>${each.strong}</strong> ${each.text}`;
    return `<p style="margin:0 0 20px">${content}</p>`;
  });
  const footnotes = [
    messages.sender(escaped(name)),
    `<bdi>${escaped(pageUrl)}</bdi>`,
    ...(supportUrl === null ? [] : [`<a href="${escaped(supportUrl)}" style="${linkStyle}">${messages.help}</a>`]),
    ...(credit === undefined ? [] : [credit]),
  ];
  // The body has language and direction too, because many mail programs drop the html element.
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px 12px;background:#f5f7f4;color:#172023;font:16px/1.55 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
<div lang="${language}" dir="${direction}">
<div style="max-width:520px;margin:0 auto;padding:28px 24px 8px;background:#ffffff;border:1px solid #dfe5e1;border-radius:16px">
<p style="margin:0 0 20px;font-weight:600;color:${color}"><bdi>${escaped(name)}</bdi></p>
<h1 style="margin:0 0 12px;font-size:24px;line-height:1.25">${escaped(question ?? subject)}</h1>
<p style="margin:0 0 20px">${lead}</p>
<table role="presentation" style="width:100%;margin:0 0 24px;padding:12px 16px;background:#eef3f0;border-radius:12px;border-spacing:0;font-size:15px">${rows}</table>
${blocks.join('\n')}
</div>
<p style="max-width:520px;margin:16px auto 0;font-size:13px;color:#57656a;text-align:center">${footnotes.join('<br>')}</p>
</div>
</body>
</html>
`;
}

const defaultColor = '#00695c';
const buttonStyle = (color: string): string =>
  `display:inline-block;padding:12px 22px;background:${color};border-radius:12px;color:#ffffff;font-weight:600;text-decoration:none`;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? '');
