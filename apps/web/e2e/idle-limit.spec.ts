import { type Page, expect, test } from '@playwright/test';
import { anotherBrowser, firefox, prove, signIn, signUp } from './person.ts';

const week = 'After 1 week';
const everybodys = 'After 14 days (default)';
const choice = (page: Page) => page.getByRole('combobox', { name: 'Log out unused devices' });

/** Lets the page see every other session as if nobody had used it for so many days: no test can wait for that. */
async function age(page: Page, days: number): Promise<void> {
  await page.route(/session\.watch/, (route) => route.abort());
  await page.route(/session\.page/, async (route) => {
    const answer = await route.fetch();
    const body: { result: { data: { sessions?: { isCurrent: boolean; lastUsedAt: string }[] } } }[] =
      await answer.json();
    for (const { result } of body) {
      for (const session of result.data.sessions ?? []) {
        if (!session.isCurrent) session.lastUsedAt = new Date(Date.now() - days * 86_400_000).toISOString();
      }
    }
    await route.fulfill({ response: answer, json: body });
  });
  await page.reload();
  await expect(page.getByText(`Last used ${days} days ago`)).toBeVisible();
}

test('unused devices are logged out after a week from now on, once it is proved who asks, and after a reload too', async ({
  page,
}) => {
  const person = await signUp(page);
  await expect(choice(page)).toHaveValue(String(14 * 86_400_000));
  await choice(page).selectOption(week);
  await prove(page, person);
  await expect(page.getByText('Unused devices are logged out after 1 week')).toBeVisible();
  await page.reload();
  await expect(choice(page).locator('option:checked')).toHaveText(week);
  await choice(page).selectOption(everybodys);
  await expect(page.getByText('Unused devices are logged out after 14 days')).toBeVisible();
  await page.reload();
  await expect(choice(page).locator('option:checked')).toHaveText(everybodys);
  await page.getByRole('link', { name: 'Open history' }).click();
  await expect(page.getByText(/^The time after which unused devices are logged out was changed on/)).toHaveCount(2);
});

test('what a choice would end at once is counted and named before, and left alone where one thinks better of it', async ({
  page,
  browser,
}) => {
  const person = await signUp(page);
  await signIn(await anotherBrowser(browser, firefox), person);
  await age(page, 8);
  await choice(page).focus();
  await choice(page).selectOption(week);
  const question = page.getByRole('alertdialog', { name: 'Log out 1 unused device?' });
  await expect(question.getByText('Firefox 128 on Linux')).toBeVisible();
  await question.getByRole('button', { name: 'Leave it as it was' }).click();
  await expect(choice(page)).toBeFocused();
  await expect(choice(page).locator('option:checked')).toHaveText(everybodys);

  await choice(page).selectOption(week);
  await question.getByRole('button', { name: 'Log out 1 device' }).click();
  await prove(page, person);
  await expect(page.getByText('Unused devices are logged out after 1 week')).toBeVisible();
  await expect(choice(page).locator('option:checked')).toHaveText(week);
});

test('a choice that the server does not take is taken back, with the reason', async ({ page }) => {
  await signUp(page);
  await page.route(/user\.setIdleLimit/, (route) => route.abort());
  await choice(page).selectOption(week);
  await expect(page.getByText('The time after which unused devices are logged out could not be changed')).toBeVisible();
  await expect(page.getByText('Latchkey did not answer.')).toBeVisible();
  await expect(choice(page).locator('option:checked')).toHaveText(everybodys);
});
