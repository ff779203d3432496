import type { Language } from '@latchkey/sessions/language';
import type { Sentences } from './sentences/en.ts';
import { translations } from './sentences/translations.ts';

/** A name and a value, as a table of facts shows them. */
export type Fact = readonly [name: string, value: string];

/** A paragraph of a mail: text, or a link that stands by itself. */
export type Paragraph = string | { readonly action: string; readonly link: string };

export interface Letter {
  readonly language: Language;
  readonly title: string;
  readonly lead: string;
  readonly facts: readonly Fact[];
  readonly paragraphs: readonly Paragraph[];
  /** Where the page is. */
  readonly origin: string;
}

/** A moment in UTC, to the minute, with its weekday. */
export const momentIn = (at: Date, { locale }: Sentences): string =>
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

/** A link has a line of its own, so that nothing invisible beside it gets into it and no direction turns it. */
export function textOf({ language, lead, facts, paragraphs, origin }: Letter): string {
  const { fact, sender } = translations[language];
  const lines = [
    lead,
    facts.map(([name, value]) => `  ${fact(name, value)}`).join('\n'),
    ...paragraphs.map((each) => (typeof each === 'string' ? each : each.link)),
    ['-- ', sender, origin].join('\n'),
  ];
  return `${lines.join('\n\n')}\n`;
}

/** The first link is the button; any other is a plain link. Nothing is loaded from anywhere, so opening the mail tells nobody. */
export function htmlOf({ language, title, lead, facts, paragraphs, origin }: Letter): string {
  const { direction, sender } = translations[language];
  const [start, padding] = direction === 'rtl' ? ['right', '3px 0 3px 12px'] : ['left', '3px 12px 3px 0'];
  const rows = facts.map(
    ([name, value]) =>
      `<tr><th scope="row" style="padding:${padding};text-align:${start};vertical-align:top;white-space:nowrap;font-weight:400;color:#57656a">${name}</th><td style="width:100%;padding:3px 0;font-weight:600;overflow-wrap:anywhere"><bdi>${escaped(value)}</bdi></td></tr>`,
  );
  const button = paragraphs.find((each) => typeof each !== 'string');
  const blocks = paragraphs.map((each) => {
    if (typeof each === 'string') return `<p style="margin:0 0 20px">${each}</p>`;
    const style =
      each === button
        ? 'display:inline-block;padding:12px 22px;background:#00695c;border-radius:12px;color:#ffffff;font-weight:600;text-decoration:none'
        : 'color:#00695c;font-weight:600';
    return `<p style="margin:0 0 20px"><a href="${escaped(each.link)}" style="${style}">${each.action}</a></p>`;
  });
  // Language and direction stand inside of the body too, because many mail programs take only what is in there.
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head>
<body style="margin:0;padding:24px 12px;background:#f5f7f4;color:#172023;font:16px/1.55 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
<div lang="${language}" dir="${direction}">
<div style="max-width:520px;margin:0 auto;padding:28px 24px 8px;background:#ffffff;border:1px solid #dfe5e1;border-radius:16px">
<p style="margin:0 0 20px;font-weight:600;color:#00695c">Latchkey</p>
<h1 style="margin:0 0 12px;font-size:24px;line-height:1.25">${title}</h1>
<p style="margin:0 0 20px">${lead}</p>
<table role="presentation" style="width:100%;margin:0 0 24px;padding:12px 16px;background:#eef3f0;border-radius:12px;border-spacing:0;font-size:15px">${rows.join('')}</table>
${blocks.join('\n')}
</div>
<p style="max-width:520px;margin:16px auto 0;font-size:13px;color:#57656a;text-align:center">${sender}<br><bdi>${escaped(origin)}</bdi></p>
</div>
</body>
</html>
`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? '');
