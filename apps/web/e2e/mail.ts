import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { mailFolder } from './mailbox.mjs';
import type { Person } from './person.ts';

const folder = mailFolder(process.env.E2E_PORT ?? '3987');

/** What has come for somebody, as their mail program shows it, or an empty text. */
async function mailsFor({ email }: Person): Promise<string> {
  const raw = await readFile(join(folder, email), 'utf8').catch(() => '');
  return raw
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_code, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** Waits for the mail about a new device, and gives the link in it. The next one is a new mail. */
export async function linkFor(person: Person): Promise<string> {
  let link: string | undefined;
  await expect
    .poll(async () => (link = /http:\/\/\S+\/new-device#[\w-]+/.exec(await mailsFor(person))?.[0]), { timeout: 10_000 })
    .toBeDefined();
  await rm(join(folder, person.email));
  const { pathname, hash } = new URL(link ?? '');
  return `${pathname}${hash}`;
}
