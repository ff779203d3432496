import type { SignInNotice } from '@latchkey/sessions/mailer';
import { deviceName } from './device-name.ts';

/** A mail as somebody reads it. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const moment = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
  timeZoneName: 'short',
});

const subject = 'A new device signed in to your account';
const lead = 'A device that is new to your account has signed in, with your password.';
const calm = 'Was this you? Then there is nothing to do.';
const doubt =
  'If it was not you, or you are not sure, open the link. It shows you what happened, and there you can log that device out at once. You need not sign in for it.';
const careful =
  'Opening it changes nothing: you decide on the page. Please do not pass this mail on: whoever has the link can answer for you.';

/** The mail that asks an owner whether a sign-in was theirs. The link's secret stands behind the #, which no server sees. */
export function signInMail({ email, alert, link, linkUntil }: SignInNotice, origin: string): Mail {
  const address = `${origin}/new-device#${link}`;
  const facts: readonly (readonly [string, string])[] = [
    ['Device', deviceName(alert)],
    ['When', moment.format(alert.createdAt)],
    ['Address', alert.address ?? 'not known'],
    ['Account', email],
  ];
  const limit = `The link works once, until ${moment.format(linkUntil)}.`;
  const sender = `Sent by Latchkey at ${origin} to the address of your account.`;
  const text = [
    lead,
    facts.map(([name, value]) => `  ${name.padEnd(9)}${value}`).join('\n'),
    calm,
    doubt,
    address,
    `${limit} ${careful}`,
    `-- \n${sender}`,
  ].join('\n\n');
  return { to: email, subject, text: `${text}\n`, html: page({ facts, address, limit, sender }) };
}

interface Parts {
  readonly facts: readonly (readonly [string, string])[];
  readonly address: string;
  readonly limit: string;
  readonly sender: string;
}

/** Nothing is loaded from anywhere: a mail that opens tells nobody so. */
function page({ facts, address, limit, sender }: Parts): string {
  const rows = facts.map(
    ([name, value]) =>
      `<tr><th scope="row" style="padding:3px 12px 3px 0;text-align:left;vertical-align:top;white-space:nowrap;font-weight:400;color:#57656a">${name}</th><td style="width:100%;padding:3px 0;font-weight:600;overflow-wrap:anywhere">${escaped(value)}</td></tr>`,
  );
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${subject}</title></head>
<body style="margin:0;padding:24px 12px;background:#f5f7f4;color:#172023;font:16px/1.55 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
<div style="max-width:520px;margin:0 auto;padding:28px 24px;background:#ffffff;border:1px solid #dfe5e1;border-radius:16px">
<p style="margin:0 0 20px;font-weight:600;color:#00695c">Latchkey</p>
<h1 style="margin:0 0 12px;font-size:24px;line-height:1.25">Was this you?</h1>
<p style="margin:0 0 20px">${lead}</p>
<table role="presentation" style="width:100%;margin:0 0 24px;padding:12px 16px;background:#eef3f0;border-radius:12px;border-spacing:0;font-size:15px">${rows.join('')}</table>
<p style="margin:0 0 12px"><strong>Yes?</strong> Then there is nothing to do.</p>
<p style="margin:0 0 24px"><strong>No, or not sure?</strong> Look at it, and log that device out at once. You need not sign in for it.</p>
<p style="margin:0 0 24px"><a href="${escaped(address)}" style="display:inline-block;padding:12px 22px;background:#00695c;border-radius:12px;color:#ffffff;font-weight:600;text-decoration:none">Look at this sign-in</a></p>
<p style="margin:0;font-size:14px;color:#57656a">${limit} ${careful}</p>
</div>
<p style="max-width:520px;margin:16px auto 0;font-size:13px;color:#57656a;text-align:center">${escaped(sender)}</p>
</body>
</html>
`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? '');
