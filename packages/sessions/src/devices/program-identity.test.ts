import { expect, test } from 'vitest';
import { capUserAgent } from './user-agent.ts';
import { programIdentity } from './program-identity.ts';

const identity = (userAgent: string, information: string | null = null) =>
  programIdentity(capUserAgent(userAgent), information);

test.each([
  ['python-requests/2.32.4', 'python-requests/2.32.5'],
  ['curl/8.5.0', 'curl/9.0.0-DEV'],
  ['HashiCorp Terraform/1.13', 'HashiCorp Terraform/1.14-beta2'],
  ['axios/1.7.2', 'axios/1.7.3'],
  ['Go-http-client/1.1', 'Go-http-client/2.0'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Microsoft Windows 10.0.19045; en-US) PowerShell/7.4.1',
    'Mozilla/5.0 (Windows NT 10.0; Microsoft Windows 10.0.26100; de-DE) PowerShell/7.5.2',
  ],
  ['Apache-HttpClient/4.5.13 (Java/11.0.20)', 'Apache-HttpClient/4.5.14 (Java/17.0.1)'],
  ['mpv 0.40', 'mpv 0.41'],
  ['Backup-Tool-2.1/3', 'Backup-Tool-2.2/3'],
  ['0xAgent/1.2 (build 77)', '0xAgent/1.3 (build 78)'],
])('%s and %s are one program: an update is no new one', (before, after) => {
  expect(identity(after, 'Nightly backup')).toBe(identity(before, 'Nightly backup'));
});

test.each([
  ['Backup 1.4.2', 'Backup 1.4.3'],
  ['Backup v2', 'Backup v3'],
  ['Backup-1.4.2', 'Backup-1.5.0'],
  ['Backup (1.4.2)', 'Backup (1.4.3)'],
  ['Backup 1.4.2-rc1', 'Backup 1.4.2'],
])('a program that calls itself %s and then %s is one', (before, after) => {
  expect(identity('curl/8.5.0', after)).toBe(identity('curl/8.5.0', before));
});

test.each([
  ['Server 1', 'Server 2'],
  ['Backup of v2ray', 'Backup of v3ray'],
  ['10.0.0.1:backup', '10.0.0.2:backup'],
  ['Backup 10.0.0.1', 'Backup 10.0.0.2'],
  ['Nightly backup', 'Another job'],
])('a program that calls itself %s is another one than %s', (one, other) => {
  expect(identity('curl/8.5.0', one)).not.toBe(identity('curl/8.5.0', other));
});

test('two programs of other software are two, whatever they call themselves', () => {
  expect(identity('curl/8.5.0', 'Nightly backup')).not.toBe(identity('Wget/1.21.4', 'Nightly backup'));
  expect(identity('curl/8.5.0', 'Wget')).not.toBe(identity('Wget/1.21.4', 'curl'));
});

test.each([
  ['curl/8.5.0', null, 'curl\n'],
  ['curl/8.5.0', ' Nightly  backup (v1.4.2), ', 'curl\nNightly backup'],
  ['curl/8.5.0', 'Sync/2.0-rc1 Backup_v3', 'curl\nSync Backup'],
  ['0xAgent/1.2 (build 77; beta)', null, '0xAgent build beta\n'],
  ['!agent one/two/3 77', null, '!agent one\n'],
  ['', null, '\n'],
])('%s with the name %s has the stored identity %j', (userAgent, information, stored) => {
  expect(identity(userAgent, information)).toBe(stored);
});
