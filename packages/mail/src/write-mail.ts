import { fallbackLanguage } from '@latchkey/sessions/language';
import type { Notice } from '@latchkey/sessions/mail/mail';
import { accountMail } from './account-mail.ts';
import type { Mail, Sender } from './mail-layout.ts';
import { signInMail } from './sign-in-mail.ts';

/** Writes a mail, in the language of its reader where the operator offers it, or else in the first language offered. */
export function writeMail(notice: Notice, sender: Sender): Mail {
  const language = sender.languages.find((offered) => offered === notice.language) ?? sender.languages[0];
  const offered = { ...notice, language: language ?? fallbackLanguage };
  return offered.kind === 'new_device' ? signInMail(offered, sender) : accountMail(offered, sender);
}
