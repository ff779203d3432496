import type { Mailer, Notice } from '@latchkey/sessions/mail/mail';
import type { Sender } from './mail-layout.ts';
import { writeMail } from './write-mail.ts';

interface LogMailerOptions {
  readonly sender: Sender;
  readonly print: (text: string) => void;
}

/** Prints each mail, with its link, if no mail server is configured: the way to see mails during development. */
export class LogMailer implements Mailer {
  readonly #sender: Sender;
  readonly #print: (text: string) => void;

  constructor({ sender, print }: LogMailerOptions) {
    this.#sender = sender;
    this.#print = print;
  }

  send(notice: Notice): Promise<void> {
    const { to, subject, text } = writeMail(notice, this.#sender);
    this.#print(`A mail, printed because SMTP_URL is not set:\nTo: ${to}\nSubject: ${subject}\n\n${text}`);
    return Promise.resolve();
  }
}
