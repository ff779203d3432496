import type { Page } from '@playwright/test';
import { bringLetters } from './letters.ts';
import { type StillAnswers, stillMoment } from './still-answers.ts';

type SessionOrder = 'latest_use_first' | 'oldest_use_first';

/** The glow behind the page would make each picture three times as large. */
const style = 'body { background-image: none !important }';

/** Opens a page on which nothing ever changes: its server always says the same, its clock stands still. */
export async function openStillPage(
  page: Page,
  address: string,
  answers: StillAnswers,
  sessionPage = async (_order: SessionOrder) => answers['session.page'],
): Promise<void> {
  const isAnswered = (name: string): name is keyof StillAnswers => Object.hasOwn(answers, name);
  const answerTo = async (name: string, input: unknown) => {
    if (!isAnswered(name)) throw new Error(`Nothing is there to answer ${name}`);
    const isLatest = JSON.stringify(input ?? null).includes('latest_use_first');
    const order = isLatest ? 'latest_use_first' : 'oldest_use_first';
    return { result: { data: name === 'session.page' ? await sessionPage(order) : answers[name] } };
  };
  await page.clock.setFixedTime(stillMoment);
  await page.route('/api/trpc/**', async (route) => {
    const { pathname, searchParams } = new URL(route.request().url());
    const names = pathname.replace('/api/trpc/', '').split(',');
    const inputs: Record<number, unknown> = JSON.parse(searchParams.get('input') ?? '{}');
    // News would never come.
    if (!names.includes('session.watch')) {
      await route.fulfill({ json: await Promise.all(names.map((name, index) => answerTo(name, inputs[index]))) });
    }
  });
  await page.goto(address);
  await page.addStyleTag({ content: style });
  await bringLetters(page);
}
