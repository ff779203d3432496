const english = {
  /** Of its dates. Without a region, English would mean America's. */
  locale: 'en-GB',
  direction: 'ltr' as const,

  subject: 'A new device signed in to your account',
  lead: 'A device that is new to your account has signed in, with your password.',
  /** Where only the country is new. */
  subjectOfCountry: 'A sign-in to your account from a new country',
  leadOfCountry: 'Somebody has signed in, with your password, from a country that is new to your account.',
  /** Of several sign-ins in one mail. */
  subjectOfMany: (count: number) => `New sign-ins to your account: ${count}`,
  leadOfMany: 'Devices or countries that are new to your account have signed in, with your password:',
  /** What each fact is called, and how a line of text tells one. */
  facts: { device: 'Device', when: 'When', where: 'Where', address: 'Address', account: 'Account' },
  fact: (name: string, value: string) => `${name}: ${value}`,

  device: {
    unknownBrowser: 'Unknown browser',
    unknownSystem: 'an unknown system',
    on: (software: string, system: string) => `${software} on ${system}`,
    /** A program and the name that it gave itself. */
    selfNamed: (name: string, device: string) => `“${name}”, ${device}`,
  },
  places: {
    inCountry: (country: string) => `${country}, approximately`,
    privately: 'A private network',
    unknown: 'Country unknown',
  },
  addressUnknown: 'not known',

  question: 'Was this you?',
  yes: 'Yes?',
  afterYes: 'Then there is nothing to do.',
  no: 'No, or not sure?',
  afterNo:
    'Open the link. It shows what happened, and there you can log that device out at once. You need not sign in for it.',
  afterNoOfMany:
    'Open the link. It shows each of these sign-ins, and there you can log those devices out at once. You need not sign in for it.',
  action: 'Look at this sign-in',
  actionOfMany: 'Look at these sign-ins',
  link: (until: string) =>
    `The link works until ${until}, also to turn a yes into a no. Opening it changes nothing: you decide on the page. Please do not pass this mail on: whoever has the link can answer for you.`,

  sender: 'Sent by Latchkey to the address of your account.',
  /** Stands wherever a country does: the licence of the data asks for it. */
  credit:
    'The country is told by the address and is approximate. Nobody else was asked. Data: Number Resource Organization (nro.net, CC BY 4.0), IPtoASN.',

  /** The mails about an account: what each says, `after` beneath its link. `until` is a moment. */
  account: {
    recovery: {
      subject: 'Choose a new password',
      lead: 'Somebody asked for a new password for your account.',
      advice:
        'Was it you? Then open the link and choose one. Every device is logged out then, and needs the new password.',
      action: 'Choose a new password',
      after: (until: string) =>
        `The link works once, until ${until}. Opening it changes nothing: you decide on the page. Please do not pass this mail on: whoever has the link can set your password. Was it not you? Then there is nothing to do, and your password stays as it is.`,
    },
    password_changed: {
      subject: 'Your password was changed',
      lead: 'The password of your account was changed, and every other device was logged out.',
      advice: 'Was it not you? Then ask for a new password at once. That logs out every device.',
      action: 'Ask for a new password',
      after: (_until: string) => 'Was it you? Then there is nothing to do.',
    },
    verification: {
      subject: 'Is this your e-mail address?',
      lead: 'An account was opened with this e-mail address.',
      advice: 'Is it yours? Then confirm the address. It is your way back in if you ever forget your password.',
      action: 'Look at this account',
      after: (until: string) =>
        `The link works once, until ${until}. Opening it changes nothing: you decide on the page.`,
    },
    /** Beneath a mail to an address that nobody has verified. */
    disown: {
      lead: 'Is this account not yours? Then say so, and it loses this address.',
      action: 'This account is not mine',
    },
  },
};

/** All that a mail says, in one language. */
export type Sentences = Omit<typeof english, 'direction'> & {
  /** Which way its lines run. */
  readonly direction: 'ltr' | 'rtl';
};

export default english;
