import { copyFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { documented, put } from '@latchkey/testing/documented';
import { freePort } from '@latchkey/testing/port';
import { Program } from '@latchkey/testing/program';
import { type Page, expect, test } from '@playwright/test';
import { firefox, newPerson } from '../support/person.ts';
import { exampleDependencies, newFolder, packOnce } from './installation.ts';

const heading = 'From an empty folder';
const [install, start = '', run = '', build = ''] = documented('docs/integration.md', heading, 'sh');
const [application] = documented('docs/integration.md', heading, 'js');
const [component] = documented('docs/integration.md', heading, 'jsx');

/** The command with the versions that the examples have, so that a newer release of a dependency fails no test. */
const withVersions = (command: string): string =>
  command.replaceAll(/ (\S+)@(\d+)(?= |$)/gm, (_dependency, name: string, major: string) => {
    const version = exampleDependencies()[name] ?? '';
    expect(version.split('.', 1), `the major version of ${name}`).toEqual([major]);
    return ` ${name}@${version}`;
  });

async function enter(page: Page, { email, password }: ReturnType<typeof newPerson>, button: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: button }).click();
  await expect(page.getByRole('heading', { name: 'Invoices' })).toBeVisible();
  await page.getByRole('link', { name: 'Your devices' }).click();
  await expect(page.getByText('This device', { exact: true })).toBeVisible();
}

test('the first section of docs/integration.md protects a page, shows the component and throws a second browser out', async ({
  browser,
}, { project }) => {
  test.setTimeout(600_000);
  const codeLines = application.split('\n').filter((line) => line.trim() !== '');
  expect(codeLines).toHaveLength(10);
  using place = newFolder();
  for (const tarball of await packOnce(project.outputDir)) copyFileSync(tarball, join(place.folder, basename(tarball)));
  const [latchkey, port] = [await freePort(), await freePort('localhost')];
  const ports = { '127.0.0.1:3000': `127.0.0.1:${latchkey}`, '4000': String(port) };
  writeFileSync(join(place.folder, 'app.mjs'), put(application, ports));
  writeFileSync(join(place.folder, 'devices.jsx'), component);
  // The commands leave two processes, which end with the shell.
  const commands = [withVersions(install), put(start, { '4000': String(port) }), run, build];
  const script = [`trap 'kill $(jobs -p); wait' TERM`, ...commands, 'echo "All is (ready)."', 'wait'].join('\n');
  const environment = { ...process.env, PORT: String(latchkey), npm_config_prefer_offline: 'true' };
  await using shell = new Program({ command: 'bash', args: ['-ec', script], directory: place.folder, environment });
  await shell.find(/All is \((ready)\)/);
  const origin = `http://localhost:${port}`;

  const person = newPerson();
  const first = await browser.newPage({ baseURL: origin });
  const second = await browser.newPage({ baseURL: origin, userAgent: firefox });
  await first.goto('/');
  await first.waitForURL(`${origin}/account/signin?next=%2F`);
  await first.getByRole('link', { name: 'Create an account' }).click();
  await enter(first, person, 'Create account');
  await second.goto('/');
  await enter(second, person, 'Sign in');

  await first.getByRole('button', { name: 'Log out Firefox 128 on Linux' }).click();
  // The password was typed a moment ago, so that no dialog asks for it.
  // At once, by the stream of the component, and at its next request.
  await second.waitForURL(`${origin}/account/signin?next=%2Fdevices%2F`);
  await second.goto('/');
  await second.waitForURL(`${origin}/account/signin?next=%2F`);
  await first.goto('/');
  await expect(first.getByRole('heading', { name: 'Invoices' })).toBeVisible();
  for (const page of [first, second]) await page.context().close();
});
