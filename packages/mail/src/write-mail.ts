import type { Notice } from '@latchkey/sessions/mail/mail';
import { accountMail } from './account-mail.ts';
import type { Mail, Sender } from './mail-layout.ts';
import { signInMail } from './sign-in-mail.ts';

/** Writes a mail. */
export const writeMail = (notice: Notice, sender: Sender): Mail =>
  notice.kind === 'new_device' ? signInMail(notice, sender) : accountMail(notice, sender);
