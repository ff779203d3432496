import { isIP } from 'node:net';
import type { AccountMailer, AccountNotice } from '@latchkey/sessions/accounts/account-mail';
import { MailNotSent, type Mailer, type SignInNotice } from '@latchkey/sessions/mailer';
import {
  type Mail as Transport,
  type SMTPSentMessageInfo,
  type SMTPTransportOptions,
  createTransport,
} from 'nodemailer';
import { accountMail } from './account-mail.ts';
import type { Mail } from './mail-layout.ts';
import { signInMail } from './sign-in-mail.ts';

export interface SmtpMailerOptions {
  /** `smtp://user:password@host:587`, or `smtps://` where TLS comes first. */
  readonly url: URL;
  /** `Latchkey <no-reply@example.com>`. */
  readonly from: string;
  /** Where browsers reach Latchkey. */
  readonly origin: string;
}

/** How long a mail server may take, in milliseconds: to be there, to say something, and for all of it. */
const connecting = 10_000;
const silence = 15_000;
const patience = 60_000;

/** Sends mails through the mail server that a setting names. */
export class SmtpMailer implements Mailer, AccountMailer {
  readonly #transport: Transport<SMTPSentMessageInfo, SMTPTransportOptions>;
  readonly #from: string;
  readonly #origin: string;

  constructor({ url, from, origin }: SmtpMailerOptions) {
    const { protocol, hostname, port, username, password } = url;
    const auth = { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
    this.#from = from;
    this.#origin = origin;
    const options: SMTPTransportOptions = {
      host: hostname.replace(/^\[(.*)\]$/, '$1'),
      port: Number(port) || (protocol === 'smtps:' ? 465 : 587),
      name: greetingName(new URL(origin).hostname),
      secure: protocol === 'smtps:',
      // A password never travels in the clear. A relay on the same machine may well speak without TLS.
      ...(username === '' ? {} : { auth, requireTLS: true }),
      connectionTimeout: connecting,
      greetingTimeout: connecting,
      socketTimeout: silence,
      disableFileAccess: true,
      disableUrlAccess: true,
    };
    this.#transport = createTransport(options);
  }

  send(notice: SignInNotice, signal: AbortSignal): Promise<void> {
    return this.#send(signInMail(notice, this.#origin), signal);
  }

  sendAccountMail(notice: AccountNotice, signal: AbortSignal): Promise<void> {
    return this.#send(accountMail(notice, this.#origin), signal);
  }

  async #send({ to, language, ...mail }: Mail, signal: AbortSignal): Promise<void> {
    const sending = this.#transport.sendMail({
      ...mail,
      from: this.#from,
      // As an object it is one address, whatever stands in it.
      to: { name: '', address: to },
      // So that no holiday notice comes back (RFC 3834), and plain text is read aloud in its language (RFC 3282).
      headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
    });
    try {
      await Promise.race([sending, interruption(AbortSignal.any([signal, AbortSignal.timeout(patience)]))]);
    } catch (error) {
      throw new MailNotSent(codeOf(error));
    }
  }
}

/**
 * The name in EHLO. Relays that insist on a host name refuse nodemailer's default, which is `[127.0.0.1]` wherever the
 * machine's own name has no dot. An address is written as the literal that RFC 5321, 4.1.3 asks for.
 */
function greetingName(hostname: string): string {
  if (hostname.startsWith('[')) return hostname.replace('[', '[IPv6:');
  return isIP(hostname) === 0 ? hostname.replace(/\.$/, '') : `[${hostname}]`;
}

/** Never resolves. */
function interruption(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const interrupt = () => reject(Object.assign(new Error('Interrupted'), { code: 'ETIMEDOUT' }));
    if (signal.aborted) interrupt();
    else signal.addEventListener('abort', interrupt, { once: true });
  });
}

/** `ECONNREFUSED`, `EENVELOPE 550`: what kind of failure it was. The rest of what a mail server says is not for a log. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
  return 'responseCode' in error && typeof error.responseCode === 'number' ? `${code} ${error.responseCode}` : code;
}
