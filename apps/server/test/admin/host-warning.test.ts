import { expect, it } from 'vitest';
import { hostWarning } from '../../src/admin/host-warning.ts';

const url = 'https://hooks.example.com/latchkey';
const warning = (...addresses: string[]) =>
  hostWarning(url, () => Promise.resolve(addresses.map((address) => ({ address }))));

it('webhooks: the command warns of a name with only private addresses, or with none', async () => {
  expect(await warning('10.0.0.7', '::1')).toMatch(
    /hooks\.example\.com has only private addresses now \(10\.0\.0\.7, ::1\)/,
  );
  expect(await warning('10.0.0.7', '8.8.8.8')).toBeNull();
  expect(await hostWarning(url, () => Promise.reject(new Error('ENOTFOUND')))).toMatch(/has no address now/);
});
