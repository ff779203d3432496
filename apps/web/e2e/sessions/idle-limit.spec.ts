import { type Page, expect } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import { gate } from '../support/gate.ts';
import { firefox, prove, signUp } from '../support/person.ts';

const week = 'After 1 week';
const defaultChoice = 'After 14 days (default)';
const choice = (page: Page) => page.getByRole('combobox', { name: 'Log out unused devices' });

/** Changes the answers of the server so that all other sessions look unused for some days, which a test cannot wait for. */
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
  await expect(page.getByText(`used ${days} days ago`)).toBeVisible();
}

test('idle limit: is set to a week after a step-up, and survives a reload', async ({ person, signInOn }) => {
  // A browser that is new to the account has to step up.
  const page = await signInOn(firefox);
  await expect(choice(page)).toHaveValue(String(14 * 86_400_000));
  await choice(page).selectOption(week);
  await prove(page, person);
  await expect(page.getByText('Unused devices are signed out after 1 week')).toBeVisible();
  await page.reload();
  await expect(choice(page).locator('option:checked')).toHaveText(week);
  await choice(page).selectOption(defaultChoice);
  await expect(page.getByText('Unused devices are signed out after 14 days')).toBeVisible();
  await page.reload();
  await expect(choice(page).locator('option:checked')).toHaveText(defaultChoice);
  await page.getByRole('link', { name: 'Open history' }).click();
  await expect(page.getByText(/^The time after which unused devices are signed out was changed on/)).toHaveCount(2);
});

test('idle limit: lists the sessions that it would end at once, and cancel ends none', async ({ page, signInOn }) => {
  await signInOn(firefox);
  await age(page, 8);
  await choice(page).focus();
  await choice(page).selectOption(week);
  const question = page.getByRole('alertdialog', { name: 'Log out 1 unused device?' });
  await expect(question.getByText('Firefox 128 on Linux')).toBeVisible();
  await question.getByRole('button', { name: 'Leave it as it was' }).click();
  await expect(choice(page)).toBeFocused();
  await expect(choice(page).locator('option:checked')).toHaveText(defaultChoice);

  await choice(page).selectOption(week);
  await question.getByRole('button', { name: 'Log out 1 device' }).click();
  await expect(page.getByText('Unused devices are signed out after 1 week')).toBeVisible();
  await expect(choice(page).locator('option:checked')).toHaveText(week);
});

test('idle limit: waits for the rest of a list before it ends sessions of it', async ({ page, signInOn }) => {
  await signInOn(firefox);
  await age(page, 8);
  const rest = gate();
  let isFirst = true;
  await page.route(/session\.page/, async (route) => {
    if (!isFirst) {
      await rest.isOpen;
      return route.fallback();
    }
    isFirst = false;
    const answer = await route.fetch();
    // As in a long list, the first page has not all sessions.
    const [{ result }]: [{ result: { data: { sessions: { isCurrent: boolean }[]; next: unknown } } }] =
      await answer.json();
    const sessions = result.data.sessions.filter(({ isCurrent }) => isCurrent);
    const data = { ...result.data, sessions, next: { lastUsed: 1, id: 1 } };
    return route.fulfill({ response: answer, json: [{ result: { data } }] });
  });
  let isSet = false;
  page.on('request', (request) => {
    isSet ||= request.url().includes('user.setIdleLimit');
  });
  await page.reload();
  await choice(page).selectOption(week);
  await expect(choice(page)).toHaveAttribute('aria-busy', 'true');
  await expect(choice(page).locator('option:checked')).toHaveText(week);
  rest.open();
  await expect(page.getByRole('alertdialog', { name: 'Log out 1 unused device?' })).toBeVisible();
  expect(isSet).toBe(false);
});

test('idle limit: a failed request restores the former choice and shows the error', async ({ page }) => {
  await signUp(page);
  await page.route(/user\.setIdleLimit/, (route) => route.abort());
  await choice(page).selectOption(week);
  await expect(page.getByText('The time after which unused devices are signed out could not be changed')).toBeVisible();
  await expect(page.getByText('The server did not answer.')).toBeVisible();
  await expect(choice(page).locator('option:checked')).toHaveText(defaultChoice);
});
