import type { Mailer, SignInNotice } from '@latchkey/sessions/mailer';
import { signInMail } from './sign-in-mail.ts';

/** Prints each mail, with its link, where no mail server is named. On one's own machine that is the way to see it. */
export class LogMailer implements Mailer {
  readonly #origin: string;
  readonly #print: (text: string) => void;

  constructor({ origin, print }: { readonly origin: string; readonly print: (text: string) => void }) {
    this.#origin = origin;
    this.#print = print;
  }

  send(notice: SignInNotice): Promise<void> {
    const { to, subject, text } = signInMail(notice, this.#origin);
    this.#print(`A mail, printed because SMTP_URL is not set:\nTo: ${to}\nSubject: ${subject}\n\n${text}`);
    return Promise.resolve();
  }
}
