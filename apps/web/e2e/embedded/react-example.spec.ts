import { type Page, expect } from '@playwright/test';
import { packOnce } from '../examples/installation.ts';
import { otherRows } from '../support/devices.ts';
import { enterName, startHostApplication } from '../support/host-application.ts';
import { beforeNextPoll, test as base } from '../support/fixtures.ts';
import { firefox, newPerson, type Person, program, signUp } from '../support/person.ts';
import { readmeExample, startEmbeddingApplication } from './embedding-application.ts';

const test = base.extend<object, { application: Awaited<ReturnType<typeof startEmbeddingApplication>> }>({
  application: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use, { project }) => {
      const tarballs = await packOnce(project.outputDir);
      const application = await startEmbeddingApplication(String(project.use.baseURL), tarballs);
      await use(application);
      application.stop();
    },
    { scope: 'worker', timeout: 400_000 },
  ],
});

// In one worker, because the tests share the build.
test.describe.configure({ mode: 'default' });

/** What a browser says about a refused request. One with the token before a step-up is refused, and repeated. */
const refusedRequest = 'Failed to load resource: the server responded with a status of 401';

/** What the browser and React complain about, violations of the content security policy included. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    const isComplaint = ['error', 'warning'].includes(message.type()) && !message.text().startsWith(refusedRequest);
    if (isComplaint) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}

async function signInAt(page: Page, origin: string, { email, password }: Person): Promise<void> {
  await page.goto(origin);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('This device', { exact: true })).toBeVisible();
}

/** The account of a new user, without a session in this browser. */
async function newAccount(page: Page): Promise<Person> {
  const person = await signUp(page, newPerson());
  await page.context().clearCookies();
  return person;
}

test('react example: ends a second browser, which is thrown out at once', async ({
  page,
  openBrowser,
  application,
}) => {
  const person = await newAccount(page);
  const complaints = complaintsOf(page);
  await signInAt(page, application.origin, person);
  const second = await openBrowser(firefox);
  await signInAt(second, application.origin, person);
  await page.getByRole('button', { name: /^Log out Firefox/ }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByLabel('Password', { exact: true }).fill(person.password);
  await dialog.getByRole('button', { name: /^Log out/ }).click();
  await expect(second.getByRole('button', { name: 'Continue' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Log out Firefox/ })).toBeHidden();
  await page.getByRole('button', { name: 'Open history' }).click();
  await expect(page.getByRole('heading', { name: 'History' })).toBeFocused();
  await page.getByRole('button', { name: 'Back to your sessions' }).click();
  await expect(page.getByRole('heading', { name: 'Manage sessions' })).toBeFocused();
  expect(complaints).toEqual([]);
});

test('react example: code that cannot be loaded leaves the application and the other parts', async ({
  page,
  openBrowser,
  application,
}) => {
  const person = await newAccount(page);
  const second = await openBrowser(firefox);
  for (const browser of [second, page]) await signInAt(browser, application.origin, person);
  await page.route(/\/(?:end-dialog|session-details)[^/]*\.js$/, (route) => route.fulfill({ status: 404 }));
  await page.reload();
  const rejected: Error[] = [];
  page.on('pageerror', (error) => rejected.push(error));
  const own = page.getByRole('button', { name: 'Export invoices' });
  const logOut = page.getByRole('button', { name: /^Log out Firefox/ });
  const failed = page.getByText('A part of this page did not load.');
  await logOut.click();
  await expect(failed).toBeVisible();
  await expect(logOut).toBeVisible();
  await expect(own).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(failed).toBeHidden();
  await logOut.click();
  await expect(failed).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await page.getByRole('button', { name: /^Details of Firefox/ }).click();
  await expect(page.getByRole('alert').filter({ has: failed })).toBeVisible();
  await expect(own).toBeVisible();
  expect(rejected).toEqual([]);
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Load it again' }).click();
  await logOut.click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
});

test('react example: neither design changes the other', async ({ page, application }) => {
  const person = await newAccount(page);
  await signInAt(page, application.origin, person);
  const own = page.getByRole('button', { name: 'Export invoices' });
  await expect(own).toHaveCSS('background-color', 'rgb(255, 215, 0)');
  await expect(own).toHaveCSS('text-transform', 'uppercase');
  await expect(page.getByRole('heading', { level: 1 })).toHaveCSS('font-family', /Georgia/);
  const heading = page.getByRole('heading', { name: 'Manage sessions' });
  await expect(heading).not.toHaveCSS('color', 'rgb(220, 20, 60)');
  await expect(heading).toHaveCSS('font-size', '24px');
  await expect(heading).toHaveCSS('text-align', 'start');
  const rename = page.getByRole('button', { name: /details/i }).first();
  await expect(rename).not.toHaveCSS('background-color', 'rgb(255, 215, 0)');
  await expect(rename).toHaveCSS('text-transform', 'none');
  // Its accent colour is the one that the application sets.
  const accent = await page
    .locator('.latchkey')
    .first()
    .evaluate((root) => getComputedStyle(root).getPropertyValue('--accent'));
  expect(accent.trim()).toBe('rebeccapurple');
  // The first example of README, as it stands.
  expect(readmeExample().trim().split('\n').length).toBeLessThanOrEqual(10);
  await page.goto(`${application.origin}/readme`);
  await expect(page.getByText('This device', { exact: true })).toBeVisible();
});

test('react example: the list of sessions alone ends a second browser', async ({ page, openBrowser, application }) => {
  const person = await newAccount(page);
  const second = await openBrowser(firefox);
  for (const browser of [second, page]) await signInAt(browser, application.origin, person);
  const complaints = complaintsOf(page);
  await page.goto(`${application.origin}/part?name=SessionList`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(0);
  await page.getByRole('button', { name: /^Log out Firefox/ }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByLabel('Password', { exact: true }).fill(person.password);
  await dialog.getByRole('button', { name: /^Log out/ }).click();
  await expect(page.getByRole('button', { name: /^Log out Firefox/ })).toBeHidden();
  await expect(second.getByRole('button', { name: 'Continue' })).toBeVisible();
  expect(complaints).toEqual([]);
});

/** Opens another browser of the user at the example, whose sign-in is a new one to the account. */
async function signInElsewhere(openBrowser: (userAgent: string) => Promise<Page>, origin: string, person: Person) {
  const browser = await openBrowser(firefox);
  await signInAt(browser, origin, person);
  return browser;
}

test('react example: a provider with another url shows the list of that address, current at any time', async ({
  page,
  application,
}) => {
  const person = await newAccount(page);
  await signInAt(page, application.origin, person);
  await page.goto(`${application.origin}/part?name=ManageSessions&name=useUser`);
  const live = page.getByText('Live. Changes show as they happen');
  await expect(live).toBeVisible();
  const [reconnected] = await Promise.all([
    page.waitForRequest(/\/elsewhere\/api\/.*user\.current/),
    page.evaluate("connectTo('/elsewhere')"),
  ]);
  expect(new URL(reconnected.url()).origin).toBe(application.origin);
  await expect(live).toBeVisible();
  await expect(page.locator('#useUser')).toContainText(person.email);
  await expect(page.getByText('This device', { exact: true })).toBeVisible();
  // Nothing asks the former address any more.
  const stale: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith('/api/')) stale.push(request.url());
  });
  await program(page, person, 'Nightly backup');
  await expect(page.getByRole('heading', { name: 'Nightly backup' })).toBeVisible(beforeNextPoll);
  expect(stale).toEqual([]);
});

test('react example: the options of the provider are used', async ({ page, openBrowser, application }) => {
  const person = await newAccount(page);
  const second = await openBrowser(firefox);
  for (const browser of [second, page]) await signInAt(browser, application.origin, person);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`${application.origin}/part?name=ManageSessions&configured`);
  // `words` over `language`, and `theme` over that of the operating system.
  const title = page.getByRole('heading', { name: 'Meine Anmeldungen' });
  await expect(title).toBeVisible();
  await expect(page.getByText('Dieses Gerät', { exact: true })).toBeVisible();
  const root = page.locator('.latchkey').first();
  await expect(root).toHaveAttribute('lang', 'de');
  await expect(title).toHaveCSS('color', /^oklch\(0\.9/);
  const history = page.getByRole('link', { name: 'Verlauf öffnen' });
  await expect(history).toHaveAttribute('href', '/places/history?');
  await history.click();
  expect(await page.evaluate('opened')).toEqual(['history?']);
  await page.evaluate((password) => Object.assign(window, { password }), person.password);
  await page.getByRole('button', { name: /Firefox.* abmelden/ }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByLabel('Passwort')).toHaveCount(0);
  await dialog.getByRole('button', { name: /^Abmelden/ }).click();
  await expect(second.getByRole('button', { name: 'Continue' })).toBeVisible();
  expect(await page.evaluate('stepUps')).toEqual(['end_session']);
});

test('react example: Alt+T is typed in fields, and left to the application where there are no messages', async ({
  page,
  application,
}) => {
  const person = await newAccount(page);
  await signInAt(page, application.origin, person);
  await page.goto(`${application.origin}/part?name=SessionList&fields`);
  await expect(page.getByText('Live. Changes show as they happen')).toBeVisible();
  // A listener of the window comes after those of the document.
  await page.evaluate(() => {
    window.addEventListener('keydown', (event) => {
      if (event.code === 'KeyT') document.title = String(event.defaultPrevented);
    });
  });
  const isTaken = async (press: () => Promise<void>) => {
    await page.evaluate("document.title = ''");
    await press();
    await expect(page).toHaveTitle(/^(?:true|false)$/);
    return (await page.title()) === 'true';
  };
  const pressed = () => isTaken(() => page.keyboard.press('Alt+T'));
  expect(await pressed()).toBe(false);
  await program(page, person, 'Nightly backup');
  // A pointer over it keeps it.
  await page.locator('.lk-toast').hover();
  for (const field of ['input', 'textarea', 'select', 'div']) {
    await page.locator(`#own-${field}`).focus();
    expect(await pressed(), field).toBe(false);
    await expect(page.locator(`#own-${field}`)).toBeFocused();
  }
  await page.locator('#own-div').blur();
  const withAltGr = () =>
    page.evaluate(() => {
      const init = { code: 'KeyT', altKey: true, modifierAltGraph: true, bubbles: true, cancelable: true };
      document.body.dispatchEvent(new KeyboardEvent('keydown', init));
    });
  expect(await isTaken(withAltGr)).toBe(false);
  expect(await pressed()).toBe(true);
  await expect(page.getByRole('region', { name: 'Notifications Alt+T' })).toBeFocused();
});

test('react example: within a dialog of the application, a closed dialog gives the focus back', async ({
  page,
  openBrowser,
  application,
}) => {
  const person = await newAccount(page);
  const second = await openBrowser(firefox);
  for (const browser of [second, page]) await signInAt(browser, application.origin, person);
  await page.goto(`${application.origin}/part?name=ManageSessions&dialog`);
  const logOut = page.getByRole('button', { name: /^Log out Firefox/ });
  const dialog = page.getByRole('alertdialog');
  for (const close of [
    () => page.keyboard.press('Escape'),
    () => dialog.getByRole('button', { name: 'Keep it signed in' }).click(),
  ]) {
    await logOut.click();
    await expect(dialog).toBeVisible();
    await close();
    await expect(dialog).toBeHidden();
    await expect(logOut).toBeFocused();
  }
});

test('react example: nothing is loaded that neither the page shows nor the user asks for', async ({
  page,
  openBrowser,
  application,
}) => {
  const person = await newAccount(page);
  const second = await openBrowser(firefox);
  for (const browser of [second, page]) await signInAt(browser, application.origin, person);
  await page.mouse.move(0, 0);
  const address = `${application.origin}/part?name=ManageSessions`;
  const shell = await (await page.request.get(address)).text();
  const loaded: string[] = [];
  page.on('request', (request) => {
    const name = /\/assets\/(.+\.js)$/.exec(request.url())?.[1];
    if (name !== undefined && !shell.includes(name)) loaded.push(name);
  });
  await page.goto(address);
  await expect(page.getByRole('combobox', { name: 'Log out unused devices' })).toBeVisible();
  // The size of these, with what they import, is limited in packages/react/test/package.test.ts.
  const marks = ['brand-mark-files', 'firefoxbrowser', 'googlechrome'];
  const parts = [...marks, 'event-lines', 'idle-limit-choice', 'session-details'];
  const imports = ['describe-event', 'field', 'modal', 'pencil', 'select', 'sign-in-text'];
  const isOf = (name: string, part: string) => name.startsWith(`${part}-`);
  await expect.poll(() => parts.filter((part) => !loaded.some((name) => isOf(name, part)))).toEqual([]);
  await page.waitForLoadState('networkidle');
  expect(loaded.filter((name) => ![...parts, ...imports].some((part) => isOf(name, part)))).toEqual([]);
  // The focus of a keyboard loads a dialog before the key that opens it.
  const dialog = page.waitForRequest(/end-dialog-content/);
  await page.getByRole('button', { name: /^Log out Firefox/ }).focus();
  await dialog;
});

/** Longer than the interval of the alerts. */
const afterInterval = { timeout: 25_000 };

for (const name of ['SignInAlerts', 'useSignInAlerts']) {
  test(`react example: ${name} alone has an alert that comes after it`, async ({ page, openBrowser, application }) => {
    // The browser of the sign-up is asked about others.
    const person = await signUp(page);
    const loaded = page.waitForResponse(/alert\.list/);
    await page.goto(`${application.origin}/part?name=${name}`);
    await loaded;
    await signInElsewhere(openBrowser, application.origin, person);
    await expect(page.getByText(/Firefox/).first()).toBeVisible(afterInterval);
  });
}

test('react example: parts side by side count one sign-in once, and say once that the user is signed out', async ({
  page,
  application,
}) => {
  const person = await newAccount(page);
  await signInAt(page, application.origin, person);
  await page.goto(`${application.origin}/part?counted&name=SessionList&name=AccountSecurity&name=History`);
  await expect(page.getByText('Live. Changes show as they happen')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
  // A program has no alert, and is announced by a toast.
  await program(page, person, 'Nightly backup');
  await expect(page.locator('.lk-toast')).toHaveText(/^“Nightly backup” has just signed in/);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await page.context().clearCookies();
  await expect.poll(() => page.evaluate('signedOut'), afterInterval).toBe(1);
});

test('react example: parts side by side keep the state of each other in the address', async ({ page, application }) => {
  const person = await newAccount(page);
  await signInAt(page, application.origin, person);
  for (const letter of 'abcdefghij') await program(page, person, `Robot ${letter}`);
  const address = `${application.origin}/part?addressed&name=SessionList&name=History`;
  await page.goto(address);
  const search = page.getByRole('searchbox');
  await search.fill('robot a');
  await expect(page).toHaveURL(`${address}#q=robot+a`);
  await page.getByText('Sign-ins', { exact: true }).click();
  await expect(page).toHaveURL(`${address}#q=robot+a&show=signIns`);
  await page.reload();
  await expect(search).toHaveValue('robot a');
  await expect(page.getByRole('radio', { name: 'Sign-ins', exact: true })).toBeChecked();
  await search.fill('');
  await expect(page).toHaveURL(`${address}#show=signIns`);
  await page.goBack();
  await expect(search).toHaveValue('robot a');
  await expect(page.getByRole('radio', { name: 'Sign-ins', exact: true })).toBeChecked();
});

test('react example: hooks alone say once that the user is signed out', async ({ page, openBrowser, application }) => {
  const person = await newAccount(page);
  await signInAt(page, application.origin, person);
  const second = await signInElsewhere(openBrowser, application.origin, person);
  await page.goto(`${application.origin}/part?counted&name=useSessions&name=useHistory`);
  await expect(page.locator('#useSessions')).toContainText('"isLive":true');
  await second.getByRole('button', { name: 'Log out all others' }).click();
  const dialog = second.getByRole('alertdialog');
  await dialog.getByLabel('Password', { exact: true }).fill(person.password);
  await dialog.getByRole('button', { name: /^Log out/ }).click();
  await expect.poll(() => page.evaluate('signedOut'), afterInterval).toBe(1);
});

test('react example: the security of the account alone ends all other sessions', async ({
  page,
  openBrowser,
  application,
}) => {
  const person = await newAccount(page);
  const second = await openBrowser(firefox);
  for (const browser of [second, page]) await signInAt(browser, application.origin, person);
  const complaints = complaintsOf(page);
  await page.goto(`${application.origin}/part?name=AccountSecurity`);
  await expect(page.getByText('This device', { exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Log out all others' }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByLabel('Password', { exact: true }).fill(person.password);
  await dialog.getByRole('button', { name: /^Log out/ }).click();
  await expect(second.getByRole('button', { name: 'Continue' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Log out all others' })).toBeHidden();
  expect(complaints).toEqual([]);
});

test('react example: a page that a server has rendered is hydrated without a difference', async ({
  page,
  application,
}) => {
  expect(application.markup).toContain('aria-busy="true"');
  expect(application.markup).not.toContain('style=');
  const complaints = complaintsOf(page);
  await page.goto(`${application.origin}/hydrated`);
  await expect(page.getByText('You are signed out')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('react example: in an application that signs its users in itself, the component goes on after a step-up there', async ({
  page,
  openBrowser,
  application,
}) => {
  // A server of its own is started.
  test.setTimeout(120_000);
  const host = await startHostApplication({}, application.serve);
  try {
    const complaints = complaintsOf(page);
    const second = await openBrowser(firefox);
    for (const browser of [second, page]) {
      await browser.goto(`${host.origin}/login?next=/readme`);
      await enterName(browser, 'ada');
      await expect(browser.getByText('This device', { exact: true })).toBeVisible();
    }
    await expect(page.getByText(/password/i)).toHaveCount(0);
    await page.getByRole('button', { name: 'Log out Firefox 128 on Linux' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('button', { name: 'Confirm at Acme' }).click();
    await page.waitForURL(/\/confirm\?request=/);
    await page.getByRole('button', { name: 'It is me' }).click();
    // Back in the settings of the application, and not on Latchkey's own page.
    await page.waitForURL(`${host.origin}/readme`);
    await dialog.getByRole('button', { name: 'Log out', exact: true }).click();
    await expect(otherRows(page)).toHaveCount(0);
    await expect(second.getByText('You are signed out')).toBeVisible();
    expect(complaints).toEqual([]);
  } finally {
    await host.stop();
  }
});

test('react example: a part alone goes on after a step-up at the application, for ten minutes', async ({
  page,
  openBrowser,
  application,
}) => {
  // A server of its own is started.
  test.setTimeout(120_000);
  const host = await startHostApplication({}, application.serve);
  try {
    const second = await openBrowser(firefox);
    await second.goto(`${host.origin}/login?next=/readme`);
    await enterName(second, 'ada');
    await expect(second.getByText('This device', { exact: true })).toBeVisible();
    const part = '/part?name=AccountSecurity';
    await page.goto(`${host.origin}/login?next=${encodeURIComponent(part)}`);
    await enterName(page, 'ada');
    const dialog = page.getByRole('alertdialog');
    const leave = async () => {
      await page.getByRole('button', { name: 'Log out all others' }).click();
      await dialog.getByRole('button', { name: 'Confirm at Acme' }).click();
      await page.waitForURL(/\/confirm\?request=/);
    };
    await leave();
    // A choice that was not gone on with for too long.
    await page.evaluate(() => {
      const stored = sessionStorage.getItem('latchkey-step-up') ?? '';
      sessionStorage.setItem('latchkey-step-up', stored.replace(/"leftAt":\d+/, '"leftAt":0'));
    });
    await page.goto(`${host.origin}${part}`);
    await expect.poll(() => page.evaluate(() => sessionStorage.length)).toBe(0);
    await expect(page.getByText('It was not confirmed that it is you')).toHaveCount(0);
    await leave();
    // The button to log out is a part that the page of the application may have too.
    await page.goto(`${host.origin}/part?name=LogoutButton`);
    await expect(page.getByRole('button', { name: 'Log out' })).toBeVisible();
    await page.goBack();
    await page.getByRole('button', { name: 'It is me' }).click();
    await page.waitForURL(`${host.origin}${part}`);
    await dialog.getByRole('button', { name: /^Log out/ }).click();
    await expect(second.getByText('You are signed out')).toBeVisible();
  } finally {
    await host.stop();
  }
});
