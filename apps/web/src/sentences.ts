import type { EndReason, Failure } from './api/refusal.ts';

const english = {
  language: 'en',
  product: 'Latchkey',
  documentTitle: (screen: string) => `${screen} · Latchkey`,
  skip: 'Skip to content',
  notifications: 'Notifications',

  signIn: {
    title: 'Sign in',
    lead: 'See every device that holds a key to your account.',
    submit: 'Sign in',
    submitting: 'Signing in…',
    otherwise: 'New here?',
    otherwiseLink: 'Create an account',
  },
  signUp: {
    title: 'Create your account',
    lead: 'One account. You see every device that holds a key to it, and you can take any key back.',
    submit: 'Create account',
    submitting: 'Creating your account…',
    otherwise: 'Already have an account?',
    otherwiseLink: 'Sign in',
  },
  credentials: {
    email: 'E-mail address',
    password: 'Password',
    passwordRule: 'At least 8 characters. A few words in a row do well.',
    showPassword: 'Show password',
    hidePassword: 'Hide password',
    keepSignedIn: 'Keep me signed in',
    keepSignedInHint: 'For a device that only you use.',
    emailMissing: 'Enter your e-mail address.',
    emailMalformed: 'This is not an e-mail address yet. It looks like name@example.com.',
    passwordMissing: 'Enter your password.',
    passwordShort: 'Use at least 8 characters.',
    loading: 'Checking whether you are signed in…',
  },

  /** How the session ended of somebody who is asked to sign in again. `when` reads `at 12:31` or `on 22 Nov at 12:31`. */
  ended: {
    logout: (when) => `You logged out ${when}. This browser no longer holds a key.`,
    revoked: (when) => `This browser was signed out from another device ${when}.`,
    revoked_others: (when) => `This browser was signed out ${when}, together with all others, from another device.`,
    revoked_all: (when) => `Every device of your account was signed out ${when}, this browser included.`,
    idle: (when) => `This browser was signed out ${when}, because it had not been used for a while.`,
    expired: (when) => `Your sign-in came to its planned end ${when}.`,
  } satisfies Record<EndReason, (when: string) => string>,
  endedSomehow: 'You are no longer signed in to this browser.',
  today: (time: string) => `at ${time}`,
  onDay: (date: string, time: string) => `on ${date} at ${time}`,

  sessions: {
    title: 'Manage sessions',
    lead: 'Every device that holds a key to your account. Take back any key that you do not recognise.',
    leadFor: (email: string) =>
      `Every device that holds a key to ${email}. Take back any key that you do not recognise.`,
    loading: 'Loading your sessions…',
    thisDevice: 'This device',
    others: 'Other devices',
    othersCount: (count: number) =>
      count === 1 ? '1 other device is signed in' : `${count} other devices are signed in`,
    none: 'Only this device is signed in.',
    noneHint: 'Nothing to clean up.',
    activeNow: 'Active now',
    lastUsed: (ago: string) => `Last used ${ago}`,
    signedIn: (date: string) => `Signed in ${date}`,
    ends: (ahead: string) => `Ends ${ahead} if unused`,
    selfNamed: (device: string) => `Named by itself · ${device}`,
    failed: 'Your sessions could not be loaded',
    failedHint: 'This does not sign you out.',
    retry: 'Try again',
    retrying: 'Trying again…',
    lastChecked: (time: string) => `Last checked ${time}`,
    notRefreshed: 'Couldn’t refresh',
  },
  device: {
    unknownBrowser: 'Unknown browser',
    unknownSystem: 'an unknown system',
    software: (name: string, version: string | null) => (version ? `${name} ${version}` : name),
    on: (software: string, system: string) => `${software} on ${system}`,
  },
  logout: {
    action: 'Log out',
    pending: 'Logging out…',
    of: (device: string) => `Log out ${device}`,
    pendingOf: (device: string) => `Logging out ${device}…`,
    failed: 'You could not be logged out',
  },
  revoke: {
    question: (device: string) => `Log out ${device}?`,
    consequence: 'It loses its key at once. Whoever uses it has to sign in again with your password.',
    cancel: 'Keep it signed in',
    done: (device: string) => `${device} is logged out`,
    failed: (device: string) => `${device} could not be logged out`,
    gone: (device: string) => `${device} was already logged out`,
  },
  revokeOthers: {
    action: 'Log out all others',
    question: (count: number) => (count === 1 ? 'Log out the other device?' : `Log out ${count} other devices?`),
    consequence: 'They lose their keys at once. This device stays signed in.',
    more: (count: number) => `and ${count} more`,
    confirm: (count: number) => (count === 1 ? 'Log out 1 device' : `Log out ${count} devices`),
    cancel: 'Keep them signed in',
    done: (count: number) => (count === 1 ? '1 device is logged out' : `${count} devices are logged out`),
    failed: 'The other devices could not be logged out',
  },

  crashed: {
    title: 'Something broke',
    lead: 'This page stumbled over itself. Your sessions are as they were. Reload to go on.',
    reload: 'Reload',
  },
  nothingHere: {
    title: 'Nothing here',
    lead: 'No door opens at this address.',
    home: 'Go to the start',
  },

  /** What went wrong, and what to do about it. */
  failures: {
    unreachable: 'Latchkey did not answer. Check your connection, then try again.',
    service_unavailable: 'Latchkey is busy with itself for a moment. Try again shortly.',
    internal_error: 'Something went wrong on our side. Try again in a moment.',
    email_taken: 'This e-mail address already has an account. Sign in instead, or use another address.',
    credentials_incorrect: 'E-mail address or password is incorrect. Check both and try again.',
    token_not_provided: 'You are not signed in. Sign in, then try again.',
    token_incorrect: 'You are not signed in any more. Sign in, then try again.',
    session_token_not_found: 'It is no longer in the list of your sessions.',
    session_token_incorrect: 'It is not the session of this browser. Reload the page, then try again.',
    validation_failed: 'Something in the form is not as it should be. Check what you entered.',
    json_malformed: 'The page and the server did not understand each other. Reload the page.',
    media_type_unsupported: 'The page and the server did not understand each other. Reload the page.',
    body_too_large: 'That is more text than the server takes. Shorten what you entered.',
    cross_site_refused: 'The server does not recognise the address of this page. Open it at its usual address.',
    route_not_found: 'This page is older than the server. Reload it.',
    method_not_allowed: 'This page is older than the server. Reload it.',
  } satisfies Record<Failure, string>,
};

/** All that the page ever says. Another language is one more object of this type. */
export type Sentences = typeof english;

export const sentences: Sentences = english;
