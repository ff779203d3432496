import { describe, expect, it } from 'vitest';
import { newPassword } from './password.ts';
import { argon2idHasher } from './password-hasher.ts';

describe('a new password', () => {
  it('has 8 to 256 characters, counted as a person counts them', () => {
    expect(newPassword.safeParse('1234567').success).toBe(false);
    expect(newPassword.safeParse('12345678').success).toBe(true);
    expect(newPassword.safeParse('🔑'.repeat(7)).success).toBe(false);
    expect(newPassword.safeParse('🔑'.repeat(8)).success).toBe(true);
    expect(newPassword.safeParse('x'.repeat(256)).success).toBe(true);
    expect(newPassword.safeParse('x'.repeat(257)).success).toBe(false);
  });

  it('is the same whichever way a keyboard composes its letters', () => {
    expect(newPassword.parse('Ame\u0301lie1!')).toBe(newPassword.parse('Am\u00E9lie1!'));
  });

  it('is stored as argon2id with the cost that OWASP asks for, and verified against that', async () => {
    const hasher = argon2idHasher();
    const hashed = await hasher.hash('correct horse');
    expect(hashed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await hasher.verify(hashed, 'correct horse')).toBe(true);
    expect(await hasher.verify(hashed, 'correct horsf')).toBe(false);
  });
});
