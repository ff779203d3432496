import { expect, test } from 'vitest';
import { deviceView, deviceViewSchema } from './device-view.ts';
import { capUserAgent } from './user-agent.ts';

test('a device is shown with its description and its labels, and labels from before the present rules without what those refuse', () => {
  const view = deviceView({ userAgent: capUserAgent('curl/8.5.0'), label: 'My \u202elaptop', clientLabel: 'Backup' });
  expect(view).toEqual({
    device: { kind: 'program', software: 'curl', version: '8', systems: [] },
    label: 'My laptop',
    clientLabel: 'Backup',
  });
  expect(deviceViewSchema.parse(view)).toEqual(view);
  expect(deviceView({ userAgent: capUserAgent(''), label: null, clientLabel: '\u00ad' })).toMatchObject({
    label: null,
    clientLabel: null,
  });
});
