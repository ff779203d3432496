import type { AccountMailKind, AccountNotice, Written } from '@latchkey/sessions/mail/mail';
import { type Mail, type Paragraph, type Sender, formatTime, layOut } from './mail-layout.ts';
import type { Messages } from './messages/en.ts';
import { translations } from './messages/translations.ts';

/** The path of the link in each mail. The mail about a changed password has no secret: it links to the recovery form. */
const paths: Readonly<Record<AccountMailKind, (link: string) => string>> = {
  recovery: (link) => `/recovery#${link}`,
  password_changed: () => '/recovery',
  verification: (link) => `/verification#${link}`,
};

/** Writes a mail about an account: recovery, changed password or verification. */
export function accountMail(
  notice: Written<AccountNotice>,
  sender: Pick<Sender, 'pageUrl' | 'name' | 'color' | 'supportUrl'>,
): Mail {
  const { kind, email, language, requestedAt, isVerified, link, linkUntil } = notice;
  const { pageUrl } = sender;
  const messages = translations[language];
  const { facts: labels, account } = messages;
  const { subject, lead, advice, action, after } = account[kind];
  return layOut({
    to: email,
    language,
    subject,
    lead,
    facts: [
      [
        [labels.account, email],
        [labels.when, formatTime(requestedAt, messages)],
      ],
    ],
    paragraphs: [
      advice,
      { action, link: `${pageUrl}${paths[kind](link)}` },
      after(formatTime(linkUntil, messages)),
      ...(isVerified ? [] : disownParagraphs(messages, link, pageUrl)),
    ],
    sender,
  });
}

/** The end of a mail to an unverified address: a link by which the reader says that the account is not theirs. */
export const disownParagraphs = ({ account }: Messages, link: string, pageUrl: string): readonly Paragraph[] => [
  account.disown.lead,
  { action: account.disown.action, link: `${pageUrl}/not-mine#${link}` },
];
