// An SMTP server for the browser tests. It writes each mail into a folder, in a file for its recipient.
import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** @param {string | undefined} port the port of the page, because several runs may share a machine */
export const mailFolder = (port) => join(tmpdir(), `latchkey-mails-${port}`);

/** @param {string} folder @returns {string} */
function emptyFolder(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  return folder;
}

/**
 * Starts the SMTP server of a page at `port`. Servers on a free port (`0`) have a folder each, which no test reads.
 *
 * @param {string | undefined} port
 * @returns {Promise<number>} The port of the SMTP server.
 */
export function startMailServer(port) {
  const folder = port === '0' ? mkdtempSync(mailFolder('')) : emptyFolder(mailFolder(port));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      void text(stream).then((mail) => {
        for (const { address } of session.envelope.rcptTo) appendFileSync(join(folder, address), mail);
        done();
      });
    },
  });
  return new Promise((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => {
      const address = listening.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}
