import type { AccountMailer, AccountNotice } from '@latchkey/sessions/accounts/account-mail';
import type { Mailer, SignInNotice } from '@latchkey/sessions/mailer';
import { accountMail } from './account-mail.ts';
import type { Mail } from './mail-layout.ts';
import { signInMail } from './sign-in-mail.ts';

/** Prints each mail, with its link, where no mail server is named. On one's own machine that is the way to see it. */
export class LogMailer implements Mailer, AccountMailer {
  readonly #origin: string;
  readonly #print: (text: string) => void;

  constructor({ origin, print }: { readonly origin: string; readonly print: (text: string) => void }) {
    this.#origin = origin;
    this.#print = print;
  }

  send(notice: SignInNotice): Promise<void> {
    return this.#log(signInMail(notice, this.#origin));
  }

  sendAccountMail(notice: AccountNotice): Promise<void> {
    return this.#log(accountMail(notice, this.#origin));
  }

  #log({ to, subject, text }: Mail): Promise<void> {
    this.#print(`A mail, printed because SMTP_URL is not set:\nTo: ${to}\nSubject: ${subject}\n\n${text}`);
    return Promise.resolve();
  }
}
