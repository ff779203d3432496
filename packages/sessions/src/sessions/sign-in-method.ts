import { z } from 'zod';

/**
 * The kinds of methods that the page and the mails have words for. `brand` is a provider known by its name, and `other` a
 * name that an application made up.
 */
const signInKinds = [
  'password',
  'passkey',
  'one_time_code',
  'text_message',
  'phone_call',
  'email_link',
  'device',
  'smart_card',
  'fingerprint',
  'face',
  'eye',
  'voice',
  'pin',
  'question',
  'single_sign_on',
  'windows',
  'several',
  'brand',
  'other',
] as const;
type SignInKind = (typeof signInKinds)[number];

/** One method as its owner sees it. */
export const signInMethodSchema = z.object({
  kind: z.enum(signInKinds),
  /** The name of a `brand` or of an `other` method. The latter is shown in quotes, as names given by others are. */
  name: z.string().optional(),
});
export type SignInMethod = Readonly<z.infer<typeof signInMethodSchema>>;

/** The authentication method references of RFC 8176, 2, and names that identity providers use beside them. */
const kindOf: ReadonlyMap<string, SignInKind> = new Map([
  ['pwd', 'password'],
  ['password', 'password'],
  ['passkey', 'passkey'],
  ['webauthn', 'passkey'],
  ['fido', 'passkey'],
  ['otp', 'one_time_code'],
  ['totp', 'one_time_code'],
  ['sms', 'text_message'],
  ['tel', 'phone_call'],
  ['email', 'email_link'],
  ['hwk', 'device'],
  ['swk', 'device'],
  ['sc', 'smart_card'],
  ['fpt', 'fingerprint'],
  ['face', 'face'],
  ['iris', 'eye'],
  ['retina', 'eye'],
  ['vbm', 'voice'],
  ['pin', 'pin'],
  ['kba', 'question'],
  ['saml', 'single_sign_on'],
  ['sso', 'single_sign_on'],
  ['oidc', 'single_sign_on'],
  ['wia', 'windows'],
  ['mfa', 'several'],
  ['mca', 'several'],
]);

/** Providers whose names are the same in every language. */
const brands: ReadonlyMap<string, string> = new Map([
  ['apple', 'Apple'],
  ['facebook', 'Facebook'],
  ['github', 'GitHub'],
  ['gitlab', 'GitLab'],
  ['google', 'Google'],
  ['linkedin', 'LinkedIn'],
  ['microsoft', 'Microsoft'],
]);

/** Names that qualify a proof but are not a method: federation, presence, location, risk, possession. */
const qualifiers: ReadonlySet<string> = new Set(['fed', 'user', 'geo', 'rba', 'pop']);

function describe(name: string): SignInMethod {
  const brand = brands.get(name);
  if (brand !== undefined) return { kind: 'brand', name: brand };
  const kind = kindOf.get(name);
  return kind === undefined ? { kind: 'other', name } : { kind };
}

/**
 * Describes the methods of a proof, in their order and each once. Qualifiers are left out, and `mfa` where the factors are
 * named. Empty where only qualifiers are given: then the application's own sign-in is all that is known.
 */
export function describeMethods(names: readonly string[]): SignInMethod[] {
  const described = names.filter((name) => !qualifiers.has(name)).map(describe);
  const unique = described.filter(
    ({ kind, name }, index) => index === described.findIndex((one) => one.kind === kind && one.name === name),
  );
  const named = unique.filter(({ kind }) => kind !== 'several');
  return named.length > 1 ? named : unique;
}
