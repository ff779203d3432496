import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterEach } from 'vitest';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A received mail. */
export interface ReceivedMail {
  readonly to: readonly string[];
  readonly raw: string;
  /** Its decoded text. */
  readonly shown: string;
}

/** Refuses as relays with Postfix's `reject_invalid_helo_hostname` and `reject_non_fqdn_helo_hostname` do. */
export const insistsOnHostName: SMTPServerOptions = {
  onMailFrom(_sender, { hostNameAppearsAs }, done) {
    const isHostName = /^(?:[a-z\d-]{1,63}\.)+[a-z\d-]{1,63}$/i.test(hostNameAppearsAs || '');
    done(
      isHostName ? null : Object.assign(new Error('Helo command rejected: need a host name'), { responseCode: 504 }),
    );
  },
};

const servers = new Set<SMTPServer>();
afterEach(async () => {
  for (const server of servers) await new Promise<void>((closed) => server.close(() => closed()));
  servers.clear();
});

const plain = (raw: string): string =>
  Buffer.from(
    raw
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_code, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString();

/**
 * Starts a mail server that keeps the mails about new devices, and drops those that verify an address. `judge` may refuse
 * or delay a mail. The server ends with the test.
 */
export async function startMailServer(
  judge: (mail: ReceivedMail, earlier: number) => Promise<void> | void = () => {},
  options: SMTPServerOptions = {},
) {
  const mails: ReceivedMail[] = [];
  let tries = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    ...options,
    async onData(stream, { envelope }, done) {
      const raw = await text(stream);
      const mail = { to: envelope.rcptTo.map(({ address }) => address), raw, shown: plain(raw) };
      if (!mail.shown.includes('/new-device#')) return done();
      try {
        await judge(mail, tries++);
        mails.push(mail);
        done();
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
  });
  servers.add(server);
  server.on('error', () => {});
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const address = listening.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `smtp://127.0.0.1:${port}`, port, mails, tries: () => tries };
}
