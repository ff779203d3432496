import type { Locator, Page } from '@playwright/test';

/** The list of all devices of the account. */
export const deviceList = (page: Page): Locator => page.getByRole('region', { name: 'Your devices', exact: true });

/** The rows of the other devices. */
export const otherRows = (page: Page): Locator =>
  deviceList(page).getByRole('listitem').and(page.locator(':not([data-current])'));

/** The row of this device. */
export const currentRow = (page: Page): Locator =>
  deviceList(page).getByRole('listitem').filter({ hasText: 'This device' });

/** Opens the details of a device by its unique name. */
export const openDetails = (page: Page, name: string | RegExp): Promise<void> =>
  page
    .getByRole('button', {
      name: typeof name === 'string' ? `Details of ${name}` : name,
      exact: typeof name === 'string',
    })
    .click();

/** Opens the filters of a list that is long enough for them. */
export const openFilters = (page: Page): Promise<void> => page.getByRole('button', { name: /^Filter/ }).click();
