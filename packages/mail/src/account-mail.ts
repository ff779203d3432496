import type { AccountMailKind, AccountNotice } from '@latchkey/sessions/accounts/account-mail';
import { type Paragraph, htmlOf, momentIn, textOf } from './mail-layout.ts';
import { translations } from './sentences/translations.ts';
import type { Mail } from './sign-in-mail.ts';

/** Where the link of each mail leads. The one of a changed password holds no secret: it leads to the form that asks for one. */
const pages: Readonly<Record<AccountMailKind, (link: string) => string>> = {
  recovery: (link) => `/recovery#${link}`,
  password_changed: () => '/recovery',
  verification: (link) => `/verification#${link}`,
};

/**
 * A mail about an account: a way back in, a password that was changed, an address to verify. Where the address is not
 * verified, a second link lets its reader say that the account is not theirs.
 */
export function accountMail(notice: AccountNotice, origin: string): Mail {
  const { kind, email, language, requestedAt, isVerified, link, linkUntil } = notice;
  const sentences = translations[language];
  const { facts: called, account } = sentences;
  const { subject, lead, advice, action, after } = account[kind];
  const paragraphs: Paragraph[] = [
    advice,
    { action, link: `${origin}${pages[kind](link)}` },
    after(momentIn(linkUntil, sentences)),
    ...(isVerified ? [] : [account.disown.lead, { action: account.disown.action, link: `${origin}/not-mine#${link}` }]),
  ];
  const facts = [
    [called.account, email],
    [called.when, momentIn(requestedAt, sentences)],
  ] as const;
  const letter = { language, title: subject, lead, facts, paragraphs, origin };
  return { to: email, language, subject, text: textOf(letter), html: htmlOf(letter) };
}
