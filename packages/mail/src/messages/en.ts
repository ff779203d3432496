import type { SignInMethod } from '@latchkey/sessions/sessions/sign-in-method';

const english = {
  /** For dates and names of countries. Without a region, dates would be in the American order. */
  locale: 'en-GB',
  direction: 'ltr' as const,

  /** `what` reads `Firefox on Windows, probably Germany`. */
  subject: (what: string) => `New sign-in: ${what}`,
  lead: 'A device that is new to your account has signed in.',
  /** A sign-in from a known device and a new country. */
  subjectOfCountry: (what: string) => `Sign-in from a new country: ${what}`,
  leadOfCountry: 'Somebody has signed in from a country that is new to your account.',
  /** Several sign-ins in one mail. */
  subjectOfMany: (count: number) => `New sign-ins to your account: ${count}`,
  leadOfMany: 'There were sign-ins from devices or countries that are new to your account:',
  /** The labels of the table's rows, and a row in plain text. */
  facts: { device: 'Device', how: 'How', when: 'When', where: 'Where', address: 'Address', account: 'Account' },
  fact: (name: string, value: string) => `${name}: ${value}`,

  device: {
    unknownBrowser: 'Unknown browser',
    unknownSystem: 'an unknown system',
    on: (software: string, system: string) => `${software} on ${system}`,
    /** A name that a program or an application chose. */
    quoted: (name: string) => `“${name}”`,
    /** A program that sent a name of its own, in quotes. */
    selfNamed: (name: string, device: string) => `${name}, ${device}`,
  },
  /** How a user signed in: a list of `kinds`, names of providers, and names in quotes. */
  signInMethods: {
    /** Where the application says no more. `application` is its name, or null. */
    by: (application: string | null) =>
      application === null ? 'the application’s own sign-in' : `the sign-in of ${application}`,
    kinds: {
      password: 'your password',
      passkey: 'passkey',
      one_time_code: 'one-time code',
      text_message: 'code by text message',
      phone_call: 'phone call',
      email_link: 'link by e-mail',
      device: 'credential of the device',
      smart_card: 'smart card',
      fingerprint: 'fingerprint',
      face: 'face recognition',
      eye: 'eye scan',
      voice: 'voice',
      pin: 'PIN',
      question: 'security question',
      single_sign_on: 'single sign-on',
      windows: 'Windows',
      several: 'several factors',
    } satisfies Record<Exclude<SignInMethod['kind'], 'brand' | 'other'>, string>,
  },
  location: {
    inCountry: (country: string) => `probably ${country}`,
    privately: 'Your local network',
    unknown: 'Country unknown',
  },
  addressUnknown: 'not known',

  question: 'Was this you?',
  yes: 'Yes?',
  afterYes: 'Then there is nothing to do.',
  no: 'No, or not sure?',
  afterNo:
    'Open the link. It shows what happened, and there you can log that device out at once. You do not have to sign in for it.',
  afterNoOfMany:
    'Open the link. It shows each of these sign-ins, and there you can log those devices out at once. You do not have to sign in for it.',
  action: 'Look at this sign-in',
  actionOfMany: 'Look at these sign-ins',
  link: (until: string) =>
    `The link works until ${until}, also to turn a yes into a no. Opening it changes nothing: you decide on the page. Please do not forward this mail: anyone who has the link can answer for you.`,

  sender: (name: string) => `Sent by ${name} to the address of your account.`,
  help: 'Help with your account',
  /** In each mail that names a country, because the licence of the data requires it. */
  credit:
    'The country is estimated from the IP address and can be wrong. No other service was asked. Data: Number Resource Organization (nro.net, CC BY 4.0), IPtoASN.',

  /** The mails about an account. `after` follows the link; `until` is a date and time. */
  account: {
    recovery: {
      subject: 'Choose a new password',
      lead: 'Somebody asked for a new password for your account.',
      advice:
        'Was it you? Then open the link and choose one. Every device will be signed out, and needs the new password.',
      action: 'Choose a new password',
      after: (until: string) =>
        `The link works once, until ${until}. Opening it changes nothing: you decide on the page. Please do not forward this mail: anyone who has the link can set your password. Was it not you? Then there is nothing to do, and your password stays the same.`,
    },
    password_changed: {
      subject: 'Your password was changed',
      lead: 'The password of your account was changed, and every other device was signed out.',
      advice: 'Was it not you? Then ask for a new password at once. That signs out every device.',
      action: 'Ask for a new password',
      after: (_until: string) => 'Was it you? Then there is nothing to do.',
    },
    verification: {
      subject: 'Is this your e-mail address?',
      lead: 'An account was created with this e-mail address.',
      advice:
        'Is it yours? Then confirm the address. If you ever forget your password, a mail to it lets you sign in again.',
      action: 'Look at this account',
      after: (until: string) =>
        `The link works once, until ${until}. Opening it changes nothing: you decide on the page.`,
    },
    /** At the end of a mail to an unverified address. */
    disown: {
      lead: 'Is this account not yours? Then you can have it removed.',
      action: 'This account is not mine',
    },
  },
};

/** The messages of all mails in one language. */
export type Messages = Omit<typeof english, 'direction'> & {
  readonly direction: 'ltr' | 'rtl';
};

export default english;
