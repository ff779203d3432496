import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { mailFolder } from '../servers/mailbox.mjs';
import type { Person } from './person.ts';

/** Whom a mail is for. */
type Recipient = Pick<Person, 'email'>;

/** The mails of the server that all tests share. */
const sharedFolder = mailFolder(process.env.E2E_PORT ?? '3987');

/** The decoded mails to a user, or an empty text. */
async function mailsFor({ email }: Recipient, folder: string): Promise<string> {
  const raw = await readFile(join(folder, email), 'utf8').catch(() => '');
  return raw
    .split(/^--\S+$/m)
    .map(shown)
    .join('\n');
}

/** Decodes a part of a mail. */
function shown(part: string): string {
  const [head = '', ...body] = part.split(/\r?\n\r?\n/);
  const text = body.join('\n\n');
  if (/^Content-Transfer-Encoding: base64$/im.test(head)) return `${head}\n${Buffer.from(text, 'base64').toString()}`;
  const bytes = text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_code, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return `${head}\n${Buffer.from(bytes, 'latin1').toString()}`;
}

/** Waits for a mail with a link to a path, returns all mails and deletes them. */
async function mailWithLinkTo(path: string, person: Recipient, folder: string): Promise<string> {
  let mail = '';
  await expect.poll(async () => (mail = await mailsFor(person, folder)), { timeout: 10_000 }).toContain(`${path}#`);
  await rm(join(folder, person.email));
  return mail;
}

/** Waits for a mail with a link to a path, and returns the link without its origin. */
export async function linkTo(path: string, person: Recipient): Promise<string> {
  return linkIn(await mailWithLinkTo(path, person, sharedFolder), path);
}

/** The link to a path in a mail, without its origin. */
export function linkIn(mail: string, path: string): string {
  const [link = ''] = new RegExp(String.raw`http://\S+${path}#[\w-]+`).exec(mail) ?? [];
  const { pathname, hash } = new URL(link);
  return `${pathname}${hash}`;
}

/** The mail about a sign-in from a new device, from the shared server or the one whose mails are in a folder. */
export const mailFor = (person: Recipient, folder = sharedFolder): Promise<string> =>
  mailWithLinkTo('/new-device', person, folder);

/** The link in the mail about a sign-in from a new device. */
export const linkFor = (person: Person): Promise<string> => linkTo('/new-device', person);
