import type { Notice } from '@latchkey/sessions/mail/mail';
import { accountMail } from './account-mail.ts';
import type { Mail } from './mail-layout.ts';
import { signInMail } from './sign-in-mail.ts';

/** Writes a mail. `origin` is where browsers reach the page. */
export const writeMail = (notice: Notice, origin: string): Mail =>
  notice.kind === 'new_device' ? signInMail(notice, origin) : accountMail(notice, origin);
