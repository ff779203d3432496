import { isIP } from 'node:net';
import { MailNotSent, type Mailer, type Notice } from '@latchkey/sessions/mail/mail';
import {
  type Mail as Transport,
  type SMTPSentMessageInfo,
  type SMTPTransportOptions,
  createTransport,
} from 'nodemailer';
import type { Sender } from './mail-layout.ts';
import { writeMail } from './write-mail.ts';

export interface SmtpMailerOptions {
  /** `smtp://user:password@host:587`, or `smtps://` for TLS from the first byte. */
  readonly url: URL;
  /** The address of the sender, such as `Latchkey <no-reply@example.com>`. */
  readonly from: string;
  readonly sender: Sender;
}

/** In milliseconds: for the connection and the greeting, between two answers, and for the whole mail. */
const connectTimeout = 10_000;
const silenceTimeout = 15_000;
const mailTimeout = 60_000;

/** Sends mails through a mail server. A mail that fails rejects with `MailNotSent`. */
export class SmtpMailer implements Mailer {
  readonly #transport: Transport<SMTPSentMessageInfo, SMTPTransportOptions>;
  readonly #from: string;
  readonly #sender: Sender;

  constructor({ url, from, sender }: SmtpMailerOptions) {
    const { protocol, hostname, port, username, password } = url;
    const auth = { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
    this.#from = from;
    this.#sender = sender;
    const options: SMTPTransportOptions = {
      host: hostname.replace(/^\[(.*)\]$/, '$1'),
      port: Number(port) || (protocol === 'smtps:' ? 465 : 587),
      name: greetingName(new URL(sender.pageUrl).hostname),
      secure: protocol === 'smtps:',
      // A password is never sent unencrypted. Without a password TLS is optional, for a relay on the same machine.
      ...(username === '' ? {} : { auth, requireTLS: true }),
      connectionTimeout: connectTimeout,
      greetingTimeout: connectTimeout,
      socketTimeout: silenceTimeout,
      disableFileAccess: true,
      disableUrlAccess: true,
    };
    this.#transport = createTransport(options);
  }

  async send(notice: Notice, signal: AbortSignal): Promise<void> {
    const { to, language, ...mail } = writeMail(notice, this.#sender);
    const sending = this.#transport.sendMail({
      ...mail,
      from: this.#from,
      // As an object, so that nodemailer does not parse it: a comma in it cannot add a recipient.
      to: { name: '', address: to },
      // Suppresses holiday notices (RFC 3834), and lets screen readers choose the language of plain text (RFC 3282).
      headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
    });
    try {
      await Promise.race([sending, interruption(AbortSignal.any([signal, AbortSignal.timeout(mailTimeout)]))]);
    } catch (error) {
      throw new MailNotSent(codeOf(error));
    }
  }
}

/**
 * The name in EHLO. nodemailer's default is `[127.0.0.1]` if the machine's name has no dot, and relays that require a host
 * name refuse that. IP addresses become the literals of RFC 5321, 4.1.3.
 */
function greetingName(hostname: string): string {
  if (hostname.startsWith('[')) return hostname.replace('[', '[IPv6:');
  return isIP(hostname) === 0 ? hostname.replace(/\.$/, '') : `[${hostname}]`;
}

/** Rejects when the signal aborts, and never resolves. */
function interruption(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const interrupt = () => reject(Object.assign(new Error('Interrupted'), { code: 'ETIMEDOUT' }));
    if (signal.aborted) interrupt();
    else signal.addEventListener('abort', interrupt, { once: true });
  });
}

/** `ECONNREFUSED`, `EENVELOPE 550`: the kind of failure. The server's text may contain the address, so no log gets it. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
  return 'responseCode' in error && typeof error.responseCode === 'number' ? `${code} ${error.responseCode}` : code;
}
