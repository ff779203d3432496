import type { AccountMailKind, AccountNotice } from '@latchkey/sessions/accounts/account-mail';
import { disowning } from './disowning.ts';
import { type Mail, mailOf, momentIn } from './mail-layout.ts';
import { translations } from './sentences/translations.ts';

/** Where the link of each mail leads. The one of a changed password holds no secret: it leads to the form that asks for one. */
const pages: Readonly<Record<AccountMailKind, (link: string) => string>> = {
  recovery: (link) => `/recovery#${link}`,
  password_changed: () => '/recovery',
  verification: (link) => `/verification#${link}`,
};

/** A mail about an account: a way back in, a password that was changed, an address to verify. */
export function accountMail(notice: AccountNotice, origin: string): Mail {
  const { kind, email, language, requestedAt, isVerified, link, linkUntil } = notice;
  const sentences = translations[language];
  const { facts: called, account } = sentences;
  const { subject, lead, advice, action, after } = account[kind];
  return mailOf({
    to: email,
    language,
    subject,
    lead,
    facts: [
      [
        [called.account, email],
        [called.when, momentIn(requestedAt, sentences)],
      ],
    ],
    paragraphs: [
      advice,
      { action, link: `${origin}${pages[kind](link)}` },
      after(momentIn(linkUntil, sentences)),
      ...(isVerified ? [] : disowning(sentences, link, origin)),
    ],
    origin,
  });
}
