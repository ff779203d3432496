import { type Page, test as base } from '@playwright/test';
import { type Person, signIn, signUp } from './person.ts';

/** Shorter than the page's interval of polls, so that only the stream can bring a change in this time. */
export const beforeNextPoll = { timeout: 10_000 };

interface Fixtures {
  /** A new user who is signed in on `page`. */
  readonly person: Person;
  /** Opens another browser: with cookies of its own, and with its own user agent. */
  readonly openBrowser: (userAgent: string) => Promise<Page>;
  /** Opens another browser and signs `person` in on it. */
  readonly signInOn: (userAgent: string) => Promise<Page>;
  readonly endRoutes: void;
}

export const test = base.extend<Fixtures>({
  person: async ({ page }, use) => use(await signUp(page)),
  openBrowser: async ({ browser }, use) =>
    use(async (userAgent) => (await browser.newContext({ userAgent })).newPage()),
  signInOn: async ({ openBrowser, person }, use) =>
    use(async (userAgent) => {
      const page = await openBrowser(userAgent);
      await signIn(page, person);
      return page;
    }),
  // A handler of `page.route` may wait for the server when its test ends. Its error would fail another test.
  endRoutes: [
    async ({ browser, context: _context }, use) => {
      await use();
      const pages = browser.contexts().flatMap((context) => context.pages());
      await Promise.all(pages.map((page) => page.unrouteAll({ behavior: 'ignoreErrors' })));
    },
    { auto: true },
  ],
});
