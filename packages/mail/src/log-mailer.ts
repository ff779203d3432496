import type { Mailer, Notice } from '@latchkey/sessions/mail/mail';
import { writeMail } from './write-mail.ts';

/** Prints each mail, with its link, if no mail server is configured: the way to see mails during development. */
export class LogMailer implements Mailer {
  readonly #origin: string;
  readonly #print: (text: string) => void;

  constructor({ origin, print }: { readonly origin: string; readonly print: (text: string) => void }) {
    this.#origin = origin;
    this.#print = print;
  }

  send(notice: Notice): Promise<void> {
    const { to, subject, text } = writeMail(notice, this.#origin);
    this.#print(`A mail, printed because SMTP_URL is not set:\nTo: ${to}\nSubject: ${subject}\n\n${text}`);
    return Promise.resolve();
  }
}
