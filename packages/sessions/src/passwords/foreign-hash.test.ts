import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readForeignHash } from './foreign-hash.ts';

/** Made by Python's hashlib and crypt, not by the code that is tested. */
const hashes = {
  'bcrypt of crypt(3)': '$2b$05$abcdefghijklmnopqrstuuHNbAKRhpaujgo33bRWs.NLUTJO3lOy2',
  'bcrypt of PHP': '$2y$05$abcdefghijklmnopqrstuuHNbAKRhpaujgo33bRWs.NLUTJO3lOy2',
  'bcrypt of before 2014': '$2a$05$abcdefghijklmnopqrstuuHNbAKRhpaujgo33bRWs.NLUTJO3lOy2',
  'scrypt in the PHC format':
    '$scrypt$ln=14,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$JbN2hANm9NOw4h5BRHZnbjzQ6Jr0QwNWojTOC2WgIbU',
  'scrypt of Werkzeug':
    'scrypt:32768:8:1$q5T1mUQBz8$7577814ca4a92d266de5ce60b651bc5e8ce5c16e9e5e5b0ee36e721ab2632720df6de980e71f98a44e07007b424a10f6fb6e78f165e90c26672fd37d5c54d06d',
  'PBKDF2 in the PHC format':
    '$pbkdf2-sha256$i=600000,l=32$AAECAwQFBgcICQoLDA0ODw$lqWQTC4IyNpCMF28xdfPGOrSY21J9ZUmtgbyZpYoFHM',
  'PBKDF2 of passlib':
    '$pbkdf2-sha512$25000$./v7./v7./v7./v7./v7.w$HXh6n9w/4wMGTNyaLJNhLceRR1CwFiTdVVYfJaZR.Vl9V5lJkN8VwtD2DNWa7t2widlpcbTrKy7si/dP3Egf/w',
  'PBKDF2 of passlib with SHA-1': '$pbkdf2$131000$AAECAwQFBgcICQoLDA0ODw$kbfyaFq.k8Tj3Nifsdff2jC.KBU',
  'PBKDF2 of Django': 'pbkdf2_sha256$1000000$seasalt2$XBnVy1zKFjKBiN3nSVWQdAq1tS72Vi3h/rq+TqCyVDA=',
  'PBKDF2 of Werkzeug':
    'pbkdf2:sha256:260000$Zq3nD0vT$7353d05564e6e14dca9316f98ce12cd5b2bf03de130dab43b784fa223a528e8e',
} as const;
const scrypt = hashes['scrypt in the PHC format'];
const django = hashes['PBKDF2 of Django'];

describe('an imported hash', () => {
  test.each(Object.entries(hashes))('matches its password only: %s', async (_what, text) => {
    const hash = readForeignHash(text);
    expect(await hash?.verify('correct horse')).toBe(true);
    expect(await hash?.verify('correct horsf')).toBe(false);
  });

  test.each([
    ['nothing', ''],
    ['no password', '!'],
    ['argon2', '$argon2id$v=19$m=19456,t=2,p=1$kNIo3lVsnoSQnRL1XgwYPQ$iRzh8DczjoTNiaF1R0x0kgbprrrNjBtD/IpfEJpoNQ8'],
    ['MD5', '$1$abc$def'],
    ['the flawed bcrypt of 2011', hashes['bcrypt of crypt(3)'].replace('$2b', '$2x')],
    ['bcrypt that was cut', hashes['bcrypt of crypt(3)'].slice(0, -1)],
    ['sixteen seconds of bcrypt', hashes['bcrypt of crypt(3)'].replace('$05', '$18')],
    ['days of bcrypt', hashes['bcrypt of crypt(3)'].replace('$05', '$31')],
    ['a bcrypt cost that is none', hashes['bcrypt of crypt(3)'].replace('$05', '$03')],
    ['512 MiB of scrypt', scrypt.replace('ln=14', 'ln=19')],
    ['five lanes of 256 MiB', scrypt.replace('ln=14', 'ln=18').replace('p=1', 'p=5')],
    ['a terabyte of scrypt', scrypt.replace('ln=14', 'ln=63')],
    ['scrypt without a block', scrypt.replace('r=8', 'r=0')],
    ['scrypt without a lane', scrypt.replace('p=1', 'p=0')],
    ['a cost beyond the block size', scrypt.replace('ln=14,r=8', 'ln=16,r=1')],
    ['a cost that is no power of two', hashes['scrypt of Werkzeug'].replace('32768', '32767')],
    ['minutes of PBKDF2', django.replace('1000000', '99999999')],
    ['a little more PBKDF2 than is accepted', django.replace('1000000', '2000001')],
    ['no iteration', django.replace('1000000', '0')],
    ['an unknown digest', django.replace('sha256', 'md5')],
    ['a line after it', `${django}\n`],
    ['a megabyte of salt', django.replace('seasalt2', 'x'.repeat(1_000_000))],
  ])('is not accepted: %s', (_what, text) => {
    expect(readForeignHash(text)).toBeNull();
  });

  test('is verified without an error wherever it is accepted', async () => {
    const text = fc
      .tuple(fc.constantFrom(...Object.values(hashes)), fc.nat(110), fc.constantFrom(...Array.from('./+=$,:0179AZaz')))
      .map(
        ([hash, at, sign]) =>
          hash.replace(/1000000|600000|260000|131000|32768/, '8').slice(0, at) + sign + hash.slice(at + 1),
      );
    let verified = 0;
    const property = fc.asyncProperty(text, async (hash) => {
      const read = readForeignHash(hash);
      if (!read) return;
      verified += 1;
      expect(await read.verify('another horse')).toBe(false);
    });
    await fc.assert(property, { numRuns: 150 });
    expect(verified).toBeGreaterThan(20);
  }, 60_000);
});
