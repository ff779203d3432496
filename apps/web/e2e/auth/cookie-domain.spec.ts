import { type Page, chromium, expect, test } from '@playwright/test';
import { findChromium, findHeadlessShell } from '../servers/chromium.mjs';
import { signIn, signUp } from '../support/person.ts';
import { startServer } from '../support/server-process.ts';
import { type Answer, startTlsProxy } from '../support/tls-proxy.ts';

/** Latchkey on one host of a domain and an application on another, which asks Latchkey by the cookie that it receives. */
async function startDomain(settings: Readonly<Record<string, string>>) {
  const application: Answer = (asked, answer) => {
    if (!asked.headers.host?.startsWith('app.')) return false;
    const { cookie = '' } = asked.headers;
    void fetch(`http://localhost:${proxy.port}/api/v1/verify`, { headers: { cookie } }).then(({ status, headers }) =>
      answer.end(status === 200 ? `Hello ${headers.get('latchkey-email')}` : `Nobody: ${status}`),
    );
    return true;
  };
  const proxy = await startTlsProxy(application, () => Promise.resolve());
  const { port } = new URL(proxy.origin);
  const origin = `https://account.latchkey.test:${port}`;
  const server = await startServer({ PORT: String(proxy.port), PUBLIC_URL: origin, RATE_LIMITS: 'off', ...settings });
  const executablePath = findHeadlessShell() ?? findChromium();
  const browser = await chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    args: [
      '--no-sandbox',
      '--host-resolver-rules=MAP *.latchkey.test localhost',
      `--ignore-certificate-errors-spki-list=${proxy.keyHash}`,
    ],
  });
  return {
    page: await (await browser.newContext({ baseURL: origin })).newPage(),
    application: `https://app.latchkey.test:${port}/`,
    async [Symbol.asyncDispose]() {
      await browser.close();
      await server.stop();
      await proxy.stop();
    },
  };
}

async function expectAnswer(page: Page, application: string, text: string): Promise<void> {
  await page.goto(application);
  await expect(page.getByText(text, { exact: true })).toBeVisible();
}

test('cookie domain: a sign-in holds on another host of the domain, until the logout', async () => {
  await using domain = await startDomain({ COOKIE_DOMAIN: 'latchkey.test', LOG_LEVEL: 'error' });
  const { page, application } = domain;
  await expectAnswer(page, application, 'Nobody: 401');
  const person = await signUp(page);
  await expectAnswer(page, application, `Hello ${person.email}`);
  await page.goto('/sessions');
  await page.getByRole('button', { name: 'Log out', exact: true }).first().click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expectAnswer(page, application, 'Nobody: 401');
  await signIn(page, person);
  await expectAnswer(page, application, `Hello ${person.email}`);
});

test('cookie domain: without the setting, another host of the domain receives no cookie', async () => {
  await using domain = await startDomain({ LOG_LEVEL: 'error' });
  const { page, application } = domain;
  await signUp(page);
  await expectAnswer(page, application, 'Nobody: 401');
});
