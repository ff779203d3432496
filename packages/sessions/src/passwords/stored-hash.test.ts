import { hash, verify } from '@node-rs/argon2';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isVerifiable, needsRehash } from './stored-hash.ts';

const salt = 'kNIo3lVsnoSQnRL1XgwYPQ';
const tag = 'iRzh8DczjoTNiaF1R0x0kgbprrrNjBtD/IpfEJpoNQ8';
const withCost = (cost: string): string => `$argon2id$v=19$${cost}$${salt}$${tag}`;

describe('a stored password hash', () => {
  test.each([
    ['argon2id as OWASP asks for it', withCost('m=19456,t=2,p=1')],
    ['the most memory that is verified', withCost('m=262144,t=4,p=4')],
    ['the most lanes and work that are verified', withCost('m=65536,t=16,p=16')],
    ['argon2i', `$argon2i$v=19$m=65536,t=3,p=4$${salt}$${tag}`],
    ['argon2d', `$argon2d$v=19$m=65536,t=3,p=4$${salt}$${tag}`],
    ['a text of the version before 1.3', `$argon2id$m=65536,t=3,p=4$${salt}$${tag}`],
  ])('is verified: %s', (_what, hashed) => {
    expect(isVerifiable(hashed)).toBe(true);
  });

  test.each([
    ['nothing', ''],
    ['bcrypt', '$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy'],
    ['scrypt', '$scrypt$ln=16,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E'],
    ['a hash without its tag', `$argon2id$v=19$m=19456,t=2,p=1$${salt}`],
    ['a hash that was cut in its salt', withCost('m=19456,t=2,p=1').slice(0, 50)],
    ['4 TB of memory', withCost('m=4294967295,t=2,p=1')],
    ['a little more memory than is verified', withCost('m=262145,t=1,p=1')],
    ['hours of work', withCost('m=19456,t=4294967295,p=1')],
    ['a little more work than is verified', withCost('m=262144,t=5,p=1')],
    ['a million lanes', withCost('m=262144,t=1,p=1000000')],
    ['seventeen lanes', withCost('m=19456,t=1,p=17')],
    ['less memory than its lanes need', withCost('m=31,t=1,p=4')],
    ['no pass', withCost('m=19456,t=0,p=1')],
    ['numbers beyond what fits', withCost('m=99999999999999999999,t=1,p=1')],
    ['a line after it', `${withCost('m=19456,t=2,p=1')}\n`],
    ['a salt of three bytes', `$argon2id$v=19$m=19456,t=2,p=1$YWJj$${tag}`],
    ['a megabyte of salt', `$argon2id$v=19$m=19456,t=2,p=1$${'A'.repeat(1_000_000)}$${tag}`],
    ['a megabyte of tag', `$argon2id$v=19$m=19456,t=2,p=1$${salt}$${'A'.repeat(1_000_000)}`],
    ['a salt that is no base64', `$argon2id$v=19$m=19456,t=2,p=1$${salt}B$${tag}`],
  ])('is not: %s', (_what, hashed) => {
    expect(isVerifiable(hashed)).toBe(false);
  });

  test('is verified without an error wherever it is taken for verifiable', async () => {
    const real = await hash('x', { memoryCost: 8, timeCost: 1, parallelism: 1 });
    const [head, realSalt = '', realTag = ''] = [real.slice(0, real.indexOf('p=1') + 4), ...real.split('$').slice(4)];
    const base64 = fc.string({
      unit: fc.constantFrom(...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')),
      maxLength: 90,
    });
    const cost = fc.record({ m: fc.integer({ min: 1, max: 64 }), t: fc.nat(2), p: fc.nat(4) });
    const text = fc.oneof(
      fc.tuple(base64, base64).map(([one, other]) => `${head}${one}$${other}`),
      cost.map(({ m, t, p }) => `$argon2id$v=19$m=${m},t=${t},p=${p}$${realSalt}$${realTag}`),
      fc.nat(real.length).map((at) => real.slice(0, at)),
      fc.tuple(fc.nat(real.length), fc.string()).map(([at, more]) => real.slice(0, at) + more + real.slice(at)),
    );
    let verified = 0;
    const property = fc.asyncProperty(text, async (hashed) => {
      if (!isVerifiable(hashed)) return;
      verified += 1;
      await verify(hashed, 'x');
    });
    await fc.assert(property, { numRuns: 2000 });
    expect(verified).toBeGreaterThan(50);
  });
});

describe('a password is hashed anew', () => {
  const cost = { memoryCost: 19_456, timeCost: 2 };

  test.each([
    ['after an import', '$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy'],
    ['of argon2i', `$argon2i$v=19$m=65536,t=3,p=4$${salt}$${tag}`],
    ['of the version before 1.3', `$argon2id$v=16$m=65536,t=3,p=4$${salt}$${tag}`],
    ['of little memory', withCost('m=19455,t=100,p=1')],
    ['of little work', withCost('m=19456,t=1,p=1')],
  ])('%s', (_what, hashed) => {
    expect(needsRehash(hashed, cost)).toBe(true);
  });

  test.each(['m=19456,t=2,p=1', 'm=47104,t=1,p=1', 'm=65536,t=3,p=4'])('not with a cost of %s', (given) => {
    expect(needsRehash(withCost(given), cost)).toBe(false);
  });
});
