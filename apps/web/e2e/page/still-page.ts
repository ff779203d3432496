import type { Page } from '@playwright/test';
import { bringLetters } from './font.ts';
import { type StillAnswers, stillMoment } from './still-answers.ts';

/** The gradient behind the page would make each picture three times as large. */
const style = 'body { background-image: none !important }';

/** Opens a page with fixed answers of the server and a clock that stands still. */
export async function openStillPage(page: Page, address: string, answers: StillAnswers): Promise<void> {
  const isAnswered = (name: string): name is keyof StillAnswers => Object.hasOwn(answers, name);
  const answerTo = (name: string) => {
    if (!isAnswered(name)) throw new Error(`Nothing is there to answer ${name}`);
    return { result: { data: answers[name] } };
  };
  await page.clock.setFixedTime(stillMoment);
  await page.route('/api/trpc/**', async (route) => {
    const { pathname } = new URL(route.request().url());
    const names = pathname.replace('/api/trpc/', '').split(',');
    // The stream stays without an answer.
    if (!names.includes('session.watch')) await route.fulfill({ json: names.map(answerTo) });
  });
  await page.goto(address);
  await page.addStyleTag({ content: style });
  await bringLetters(page);
}
