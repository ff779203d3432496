// Measures the page of the built server: Lighthouse on a telephone, the weight of a thousand sessions, the longest interaction.
// Prints tables in Markdown. `node measure.mjs 7` measures only the runs whose name contains 7.
import { createRequire } from 'node:module';
import lighthouse from 'lighthouse';
import { findChromium } from '../../apps/web/e2e/servers/chromium.mjs';
import { measureInteractions } from './interactions.mjs';
import { signProgramsIn, startAccount } from './seeded-accounts.mjs';

const { chromium } = createRequire(new URL('../../apps/web/package.json', import.meta.url))('@playwright/test');
const port = 9333;
/** Lighthouse recommends the median, because a run depends on what else the machine does. */
const rounds = Number(process.env.ROUNDS ?? 3);
const wanted = process.argv[2] ?? '';

const executablePath = findChromium();
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: ['--no-sandbox', `--remote-debugging-port=${port}`],
});

const categories = ['performance', 'accessibility', 'best-practices', 'seo'];

/** Lighthouse's report of an address, with the cookies of a session. @param {string} url @param {string} cookie */
async function reportOn(url, cookie) {
  const result = await lighthouse(url, {
    port,
    logLevel: 'error',
    onlyCategories: categories,
    ...(cookie ? { extraHeaders: { cookie } } : {}),
  });
  if (!result || result.lhr.runtimeError) throw new Error(result?.lhr.runtimeError?.message ?? 'No report.');
  const { audits } = result.lhr;
  const value = (id) => audits[id]?.numericValue ?? NaN;
  return {
    scores: categories.map((id) => Math.round((result.lhr.categories[id]?.score ?? 0) * 100)),
    lcp: value('largest-contentful-paint'),
    tbt: value('total-blocking-time'),
    cls: value('cumulative-layout-shift'),
    bytes: value('total-byte-weight'),
    // How fast the machine was meanwhile: scores of a busy or slow one say little of the page.
    benchmarkIndex: result.lhr.environment.benchmarkIndex,
  };
}

/** Fails where the address does not show its screen, because Lighthouse would measure the skeleton. */
async function checkScreen(url, cookie) {
  const context = await browser.newContext(cookie ? { extraHTTPHeaders: { cookie } } : {});
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  if (page.url() !== url) throw new Error(`${url} led to ${page.url()}.`);
  await context.close();
}

/** The report in the middle of several, by its performance. */
async function medianReport(url, cookie) {
  const reports = [];
  for (let tries = 0; reports.length < rounds && tries < 3 * rounds; tries += 1) {
    // On a busy machine a trace may lack its beginning.
    const report = await reportOn(url, cookie).catch((error) => console.error(`Again: ${error.message}`));
    if (report) reports.push(report);
  }
  return reports.toSorted((a, b) => a.scores[0] - b.scores[0])[Math.floor(reports.length / 2)];
}

const runs = [
  { name: 'sign-in', sessions: 7, path: '/signin', isSignedIn: false },
  { name: '7 sessions', sessions: 7, path: '/sessions' },
  { name: '60 sessions', sessions: 60, path: '/sessions' },
  { name: '1,000 sessions', sessions: 1000, path: '/sessions' },
  { name: 'history', sessions: 7, path: '/history', programs: 60 },
];

console.log(
  '| screen | performance | accessibility | best practices | SEO | LCP | TBT | CLS | bytes | benchmark index |',
);
console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
let interactions;
for (const { name, sessions, path, isSignedIn = true, programs = 0 } of runs) {
  if (!name.includes(wanted)) continue;
  const account = await startAccount(sessions);
  await signProgramsIn(account.origin, programs);
  await checkScreen(account.origin + path, isSignedIn ? account.cookie : '');
  const report = await medianReport(account.origin + path, isSignedIn ? account.cookie : '');
  const { scores, lcp, tbt, cls, bytes, benchmarkIndex } = report;
  const cells = [
    name,
    ...scores,
    `${(lcp / 1000).toFixed(1)} s`,
    `${Math.round(tbt)} ms`,
    cls.toFixed(3),
    `${Math.round(bytes / 1000)} kB`,
    Math.round(benchmarkIndex),
  ];
  console.log(`| ${cells.join(' | ')} |`);
  if (sessions === 1000) interactions = await measureInteractions(browser, account);
  await account.stop();
}
await browser.close();
if (interactions) {
  console.log(`\nThe API's answers with 1,000 sessions: ${Math.round(interactions.bytes / 1000)} kB.\n`);
  console.log('| interaction with 1,000 sessions, CPU 4 times slower | longest delay |\n| --- | ---: |');
  for (const [name, delay] of Object.entries(interactions.longest)) console.log(`| ${name} | ${delay} ms |`);
}
