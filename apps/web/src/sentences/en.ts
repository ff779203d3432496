import type { EndReason, Failure } from '../api/refusal.ts';
import type { EventKind } from '../history/history-query.ts';
import { pluralOf } from '../language/plural.ts';
import type { DeviceKind } from '../sessions/listed-session.ts';
import type { Facet } from '../sessions/order/criteria.ts';

const plural = pluralOf('en');
const number = (count: number) => plural(count, { other: '#' });

const english = {
  /** What the page says before any script has run. */
  shell: {
    description: 'See every device that is signed in to your account, and log any of them out.',
    needsJavaScript: 'Latchkey needs JavaScript to show your sessions.',
    loadFailed: 'A part of this page did not load.',
    loadAgain: 'Load it again',
  },
  language: 'Language',
  skip: 'Skip to content',
  notifications: 'Notifications',
  /** Takes a message out of view. */
  dismiss: 'Dismiss',

  signIn: {
    title: 'Sign in',
    lead: 'See every device that is signed in to your account.',
    submit: 'Sign in',
    submitting: 'Signing in…',
    otherwise: 'New here?',
    otherwiseLink: 'Create an account',
  },
  signUp: {
    title: 'Create your account',
    lead: 'One account. You see every device that is signed in to it, and you can log any of them out.',
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
    /** A link, after the sentence that an address is taken. */
    signInInstead: 'Sign in instead',
    loading: 'Checking whether you are signed in…',
  },

  /**
   * How the session ended of somebody who is asked to sign in again. `when` reads `at 12:31` or `on 22 Nov at 12:31`; `by`
   * is the device that did it, where that is known.
   */
  ended: {
    logout: (when) => `You logged out ${when}. This browser is no longer signed in.`,
    revoked: (when, by) =>
      by === null
        ? `This browser was logged out from another device ${when}.`
        : `This browser was logged out ${when}, from ${by}.`,
    revoked_others: (when, by) =>
      by === null
        ? `This browser was logged out ${when}, together with all others, from another device.`
        : `This browser was logged out ${when}, together with all others, from ${by}.`,
    revoked_all: (when, by) =>
      by === null
        ? `Every device of your account was logged out ${when}, this browser included.`
        : `Every device of your account was logged out ${when}, this browser included, from ${by}.`,
    idle: (when) => `This browser was logged out ${when}, because it had not been used for a while.`,
    expired: (when) => `Your sign-in came to its planned end ${when}.`,
    reported: (when) =>
      `This browser was logged out ${when}: the owner of the account said that this sign-in was not theirs.`,
    superseded: (when) => `You signed in again with this browser ${when}. That ended the sign-in before it.`,
    limit_reached: (when, by) =>
      by === null
        ? `This browser was logged out ${when}: a new device signed in and there were too many.`
        : `This browser was logged out ${when}: ${by} signed in and there were too many devices.`,
    password_changed: (when, by) =>
      by === null
        ? `Your password was changed ${when}, and every other device was logged out.`
        : `Your password was changed ${when}, on ${by}, and every other device was logged out.`,
    account_disabled: (when) => `Your account was disabled ${when}.`,
    account_deleted: (when) => `Your account was deleted ${when}, and every device was logged out.`,
  } satisfies Record<EndReason, (when: string, by: string | null) => string>,
  /** What to do then. */
  afterEnd: {
    logout: 'Sign in again whenever you like.',
    revoked: 'Was that not you? Then somebody else is in your account. Sign in and choose a new password.',
    revoked_others: 'Was that not you? Then somebody else is in your account. Sign in and choose a new password.',
    revoked_all: 'Was that not you? Then somebody else may be in your account. Sign in and choose a new password.',
    idle: 'Nothing is wrong. Sign in to go on.',
    expired: 'Nothing is wrong. Sign in to go on.',
    reported: 'Are you that owner, and did not say so? Then sign in and choose a new password.',
    superseded: 'Nothing is wrong. Sign in to go on.',
    limit_reached:
      'Do you not know that device? Then somebody else is in your account. Sign in and choose a new password.',
    password_changed:
      'Sign in with the new password. Was it not you who changed it? Then choose “Forgot your password?” and set one of your own.',
    account_disabled: 'Ask whoever runs this service.',
    account_deleted: 'Nobody can sign in to it any more. You can create a new one.',
  } satisfies Record<EndReason, string>,
  endedTitle: 'You are logged out',
  endedSomehow: 'You are no longer signed in to this browser.',
  afterEndSomehow: 'Sign in to go on.',
  unprovedTitle: 'Your session is bound to its device',
  chooseNewPassword: 'Sign in and change my password',
  newPasswordNext: 'After you have signed in you choose a new password.',
  today: (time: string) => `at ${time}`,
  onDay: (date: string, time: string) => `on ${date} at ${time}`,

  sessions: {
    title: 'Manage sessions',
    lead: 'Every device that is signed in to your account. Log out any that you do not recognise.',
    leadFor: (email: string) => `Every device that is signed in to ${email}. Log out any that you do not recognise.`,
    loading: 'Loading your sessions…',
    thisDevice: 'This device',
    unconfirmed: 'New, not confirmed',
    others: 'Other devices',
    othersCount: (count: number) =>
      plural(count, { one: '# other device is signed in', other: '# other devices are signed in' }),
    none: 'Only this device is signed in.',
    noneHint: 'Nothing to clean up.',
    activeNow: 'Active now',
    lastUsed: (ago: string) => `Last used ${ago}`,
    signedIn: (date: string) => `Signed in ${date}`,
    from: (address: string) => `from ${address}`,
    ends: (ahead: string) => `Ends ${ahead}`,
    endsUnlessUsed: (ahead: string) => `Ends ${ahead} unless used`,
    bound: 'Bound to its device: copied cookies do not work elsewhere',
    selfNamed: (device: string) => `Named by itself (${device})`,
    failed: 'Your sessions could not be loaded',
    live: 'Live. Changes show as they happen',
    notLive: 'Reconnecting…',
    lastChecked: (time: string) => `Last checked ${time}`,
    notRefreshed: 'Couldn’t refresh',
    othersSoFar: (count: number) => plural(count, { one: '# other device so far…', other: '# other devices so far…' }),
    othersShown: (shown: number, all: number) =>
      plural(all, {
        one: `${number(shown)} of # other device is shown`,
        other: `${number(shown)} of # other devices are shown`,
      }),
    notAll: 'Not all of your sessions could be loaded.',
    appeared: (device: string) => `${device} has just signed in`,
    appearedMany: (count: number) =>
      plural(count, { one: '# device has just signed in', other: '# devices have just signed in' }),
  },
  places: {
    title: 'Where your devices are',
    inCountry: (country: string) => `${country}, approximately`,
    privately: 'A private network',
    unknown: 'Country unknown',
    devices: (country: string, count: number) =>
      plural(count, { one: `${country}: # device`, other: `${country}: # devices` }),
    devicesPrivately: (count: number) =>
      plural(count, { one: 'In a private network: # device', other: 'In private networks: # devices' }),
    devicesUnknown: (count: number) =>
      plural(count, { one: 'Country unknown: # device', other: 'Country unknown: # devices' }),
    credit:
      'Countries are told by addresses and are approximate. Nobody else was asked. Data: Number Resource Organization (nro.net, CC BY 4.0), IPtoASN, Natural Earth.',
  },
  /** On how many days a session was used. */
  activity: {
    used: (count: number, days: number) =>
      plural(count, { one: `Used on # of the last ${days} days`, other: `Used on # of the last ${days} days` }),
    usedSince: (count: number, days: number) =>
      plural(days, { one: 'Signed in today', other: `Used on ${count} of the # days since it signed in` }),
    eachIsADay: 'Each line is a day in UTC, and the last one is today',
  },
  order: {
    search: 'Search your sessions',
    searchHint: 'Name, program or address',
    filters: 'Filters',
    clear: 'Show all again',
    group: 'Group look-alikes',
    none: 'Nothing matches.',
    noneHint: 'Try fewer words or other filters.',
    facets: {
      unused: 'Last use',
      country: 'Country',
      kind: 'Kind of device',
      software: 'Browser or program',
      binding: 'Binding',
    } satisfies Record<Facet, string>,
    any: {
      unused: 'Used at any time',
      country: 'Any country',
      kind: 'Any kind',
      software: 'Any browser or program',
      binding: 'Bound or not',
    } satisfies Record<Facet, string>,
    option: (name: string, count: number) => `${name} (${number(count)})`,
    unused: (days: number) => plural(days, { one: 'Unused for # day', other: 'Unused for # days' }),
    bound: 'Bound to a device',
    unbound: 'Not bound to a device',
    kinds: {
      desktop: 'Computers',
      phone: 'Phones',
      tablet: 'Tablets',
      tv: 'TVs',
      console: 'Game consoles',
      wearable: 'Watches and headsets',
      program: 'Programs',
      unknown: 'Unknown devices',
    } satisfies Record<DeviceKind, string>,
    groupSize: (count: number) => plural(count, { one: '# session', other: '# sessions' }),
    open: 'Show all',
    openOf: (device: string, count: number) => `Show all ${number(count)} sessions of ${device}`,
    close: 'Show one',
    closeOf: (device: string) => `Show one for all sessions of ${device}`,
    endAll: (count: number) => `Log out all ${number(count)}`,
    endAllOf: (device: string, count: number) => `Log out all ${number(count)} sessions of ${device}`,
    printed: 'This print shows a part of a long list. Search or filter to print what you need.',
  },
  selection: {
    select: (device: string) => `Select ${device}`,
    selectGroup: (device: string, count: number) => `Select all ${number(count)} sessions of ${device}`,
    all: (count: number) => plural(count, { one: 'Select the one shown', other: 'Select all # shown' }),
    title: 'Selected sessions',
    count: (count: number) => plural(count, { one: '# selected', other: '# selected' }),
    clear: 'Clear',
    clearOf: 'Clear the selection',
  },
  loading: {
    notSignedOut: 'This does not log you out.',
    retry: 'Try again',
    retrying: 'Trying again…',
  },
  history: {
    title: 'History',
    hint: 'Sign-ins, attempts that failed, and how each session ended.',
    open: 'Open history',
    back: 'Back to your sessions',
    lead: 'What happened to your account, newest first. Something that was not you? Log that device out and change your password.',
    loading: 'Loading your history…',
    failed: 'Your history could not be loaded',
    none: 'Nothing of this kind has happened.',
    older: 'Show older',
    loadingOlder: 'Loading…',
    olderFailed: 'What happened before could not be loaded. Try again.',
    filterBy: 'What is shown',
    filters: {
      everything: 'Everything',
      signIns: 'Sign-ins',
      failures: 'Failed attempts',
      ends: 'Logouts',
      changes: 'Changes',
    },
    events: {
      signed_in: (device) => `${device} signed in`,
      sign_in_failed: (device) => `A sign-in with a wrong password, from ${device}`,
      stepped_up: (device) => `The password was confirmed on ${device}`,
      step_up_failed: (device) => `A wrong password was entered on ${device}`,
      password_changed: (device) => `The password was changed on ${device}`,
      password_reset_requested: (device) => `A new password was asked for, from ${device}`,
      password_reset: (device) => `A new password was set through the link of a mail, on ${device}`,
      email_verified: (device) => `The e-mail address was confirmed on ${device}`,
      device_renamed: (name: string | null) =>
        name === null ? 'The name of a device was taken away' : `A device was named ${name}`,
      idle_limit_changed: (device) => `The time after which unused devices are logged out was changed on ${device}`,
      alert_confirmed: (device, by) =>
        by === null ? `${device} was confirmed: it was you` : `${device} was confirmed on ${by}: it was you`,
      alert_reopened: (device) => `The yes about ${device} was taken back`,
      alert_denied: (device) => `${device} was reported: it was not you`,
      ended: (device) => `${device} was logged out`,
    } satisfies Record<Exclude<EventKind, 'device_renamed'>, (device: string, by: string | null) => string> &
      Record<'device_renamed', (name: string | null) => string>,
    ends: {
      logout: (device) => `${device} logged out`,
      revoked: (device, by) =>
        by === null ? `${device} was logged out from another device` : `${device} was logged out from ${by}`,
      revoked_others: (device, by) =>
        by === null
          ? `${device} was logged out together with all others`
          : `${device} was logged out from ${by}, together with all others`,
      revoked_all: (device) => `${device} was logged out together with every device`,
      reported: (device, by) =>
        by === null
          ? `${device} was logged out, because it was not you`
          : `${device} was logged out from ${by}, because it was not you`,
      idle: (device) => `${device} was logged out, for it had not been used for a while`,
      expired: (device) => `The sign-in of ${device} came to its planned end`,
      superseded: (device) => `${device} signed in again, which ended the sign-in before`,
      limit_reached: (device) => `${device} was logged out to make room for a new device`,
      password_changed: (device) => `${device} was logged out when the password changed`,
      account_disabled: (device) => `${device} was logged out when the account was disabled`,
      account_deleted: (device) => `${device} was logged out when the account was deleted`,
    } satisfies Record<EndReason, (device: string, by: string | null) => string>,
  },
  device: {
    /** A name that somebody gave, in a sentence of this language: where those quote every device, as it is. */
    inSentence: (name: string) => `“${name}”`,
    /** The same where nothing around it is in quotes. */
    quoted: (name: string) => `“${name}”`,
    unknownBrowser: 'Unknown browser',
    unknownSystem: 'an unknown system',
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
    consequence:
      'It is logged out at once. To use your account there again, somebody has to sign in with your password. This cannot be undone.',
    consequenceForProgram:
      'It is logged out at once, and stops working until somebody signs it in again. This cannot be undone.',
    cancel: 'Keep it signed in',
    done: (device: string) => `${device} is logged out`,
    failed: (device: string) => `${device} could not be logged out`,
    gone: (device: string) => `${device} was already logged out`,
  },
  revokeOthers: {
    action: 'Log out all others',
    question: (count: number) => plural(count, { one: 'Log out the other device?', other: 'Log out # other devices?' }),
    consequence: 'Every device but this one is logged out at once and has to sign in again. This cannot be undone.',
    confirm: (count: number) => plural(count, { one: 'Log out # device', other: 'Log out # devices' }),
    cancel: 'Keep all signed in',
    done: (count: number) => plural(count, { one: '# device is logged out', other: '# devices are logged out' }),
    failed: 'The other devices could not be logged out',
  },
  revokeMany: {
    shown: (count: number) => plural(count, { one: 'Log out the one shown', other: 'Log out all # shown' }),
    question: (count: number) => plural(count, { one: 'Log out # device?', other: 'Log out # devices?' }),
    consequence:
      'These are logged out at once, and no others: a device that signs in meanwhile stays signed in. This cannot be undone.',
    list: 'What is logged out',
    gone: (names: string, count: number) =>
      `${names} ${plural(count, { one: 'was', other: 'were' })} already logged out.`,
    more: (count: number) => plural(count, { one: '# more', other: '# more' }),
    failed: (count: number) =>
      plural(count, { one: '# device could not be logged out', other: '# devices could not be logged out' }),
  },
  rename: {
    of: (device: string) => `Rename ${device}`,
    hint: 'Only you see it. What is known of the device stays beneath it.',
    name: 'Name',
    nameRule: 'Up to 60 characters. Leave it empty to take the name away.',
    submit: 'Save name',
    done: (name: string) => `Renamed to ${name}`,
    removed: (name: string) => `The name ${name} is taken away`,
    undo: 'Undo',
    failed: (device: string) => `${device} could not be renamed`,
  },

  /** The question on other devices after a sign-in from a new one. */
  alerts: {
    title: 'Was this you?',
    lead: (count: number) =>
      plural(count, {
        one: 'A device that is new to your account has signed in.',
        other: '# devices that are new to your account have signed in.',
      }),
    announced: (device: string) => `A device that is new to your account has signed in: ${device}. Was this you?`,
    more: (count: number) => plural(count, { other: 'And # more, when these are answered.' }),
    /** `when` reads `at 12:31` or `on 22 Nov at 12:31`. */
    signedIn: (ago: string, when: string) => `Signed in ${ago}, ${when}`,
    newCountry: 'New country',
    isGone: 'Logged out again',
    yes: 'Yes, it was me',
    yesOf: (device: string) => `Yes, it was me: ${device}`,
    no: 'No, log it out',
    noGone: 'No, it was not me',
    noOf: (device: string) => `No, log it out: ${device}`,
    noGoneOf: (device: string) => `No, it was not me: ${device}`,
    confirmed: (device: string) => `Thank you. ${device} is yours`,
    undone: (device: string) => `Taken back. You are asked about ${device} again`,
    undoFailed: (device: string) => `Your yes to ${device} could not be taken back`,
    failed: (device: string) => `Your answer about ${device} was not taken`,
    gone: (device: string) => `The question about ${device} was already answered`,
    denied: {
      title: (device: string) => `${device} is logged out`,
      titleGone: (device: string) => `${device} had already logged out`,
      done: (time: string) => `It was logged out at ${time}, and can no longer use your account.`,
      doneGone: 'It is not signed in, and cannot use your account.',
      advice:
        'You are safe from that device now. But whoever used it knew your password: choose a new one. That also logs out every other device.',
      later: 'Not now',
    },
  },
  /** Where the link in the mail about a new device leads. */
  newDevice: {
    title: 'Was this you?',
    lead: (email: string) =>
      `A device that is new to the account ${email} has signed in. So far, nothing has been changed. You decide here.`,
    leadOfMany: (email: string) =>
      `Sign-ins to the account ${email} from devices or countries that are new to it. So far, nothing has been changed. You decide here.`,
    yes: 'Yes, it was me',
    no: 'No, log that device out',
    noGone: 'No, it was not me',
    none: 'None of these was me',
    /** A yes that can still be turned into a no. `when` reads `at 12:31` or `on 22 Nov at 12:31`. */
    saidYesOn: (device: string, when: string) =>
      `“It was me” was said on ${device}, ${when}. You can still say no here.`,
    saidYes: (when: string) => `“It was me” was said ${when}, by the link of a mail. You can still say no here.`,
    isConfirmed: 'It was you',
    isDenied: 'It was not you. The device is logged out',
    confirmed: {
      title: 'Thank you. It was you',
      lead: 'The device stays signed in, and there is nothing else to do. You can close this page.',
      undo: 'No, wait: ask me again',
    },
    denied: {
      title: 'That device was logged out',
      titleGone: 'Thank you for telling',
      done: (time: string) => `It was logged out at ${time}, and can no longer use your account.`,
      doneGone: 'That device had already logged out, and cannot use your account.',
      advice:
        'You did the right thing. One more step is wise: whoever used it knew your password, so choose a new one. That also logs out every other device.',
      signIn: 'Sign in to change your password',
      sessions: 'Look at your sessions',
    },
    unusable: {
      title: 'This link does nothing now',
      reasons:
        'A link works for seven days, until a no or a yes that you proved with your password, and a newer mail about the same sign-in replaces the one before. Or it did not come whole: then open it from the mail once more.',
      advice:
        'Opening it has changed nothing, and an answer that was given before still stands. You can always see who is signed in, log any device out and change your password among your sessions.',
      action: 'Go to your sessions',
    },
  },
  /** Somebody who forgot their password. */
  recovery: {
    link: 'Forgot your password?',
    title: 'Forgot your password?',
    lead: 'Enter the e-mail address of your account. We send a link there, and through it you choose a new password.',
    submit: 'Send the link',
    submitting: 'Sending the link…',
    back: 'Back to sign in',
    ask: 'Ask for a new link',
    sent: {
      title: 'Check your mail',
      lead: (email: string) =>
        `If there is an account with ${email}, a mail with a link is on its way. The link works for 30 minutes.`,
      hint: 'Nothing there after a few minutes? Look in your spam folder, and check the address.',
      again: 'Enter the address again',
    },
    choose: {
      title: 'Choose a new password',
      lead: (email: string) =>
        `For the account ${email}. Every device is logged out then, and you sign in with the new password.`,
      submit: 'Set the new password',
      submitting: 'Setting the new password…',
    },
    done: {
      title: 'Your new password is set',
      lead: 'Every device is logged out. Sign in with the new password to go on.',
    },
  },
  /** Where the links of mails lead, whatever they are about. */
  mailLink: {
    loading: 'Looking up your link…',
    failed: 'Your link could not be looked up',
    sessions: 'Go to your sessions',
    unusable: {
      title: 'This link does nothing now',
      reasons:
        'A link works once and for a limited time, and a newer mail replaces the one before. Or it did not come whole: then open it from the mail once more.',
    },
  },
  verification: {
    title: 'Is this your address?',
    lead: (email: string) => `An account uses the address ${email}. So far, nothing has been changed. You decide here.`,
    yes: 'Yes, confirm my address',
    notMine: 'This account is not mine',
    advice:
      'Opening it has changed nothing. Among your sessions, under Account, you see whether your address is confirmed, and can have the mail sent again.',
    done: {
      title: 'Your address is confirmed',
      lead: 'If you ever forget your password, a mail to this address gets you back in.',
    },
  },
  /** Where somebody says that an account with their address is not theirs. */
  notMine: {
    title: 'Is this account not yours?',
    lead: (email: string) =>
      `An account uses your address ${email}. So far, nothing has been changed. If you did not open it, you can have it removed.`,
    consequence:
      'The account is removed with everything in it, and whoever uses it is logged out. This cannot be undone. Afterwards you can open an account of your own with this address.',
    confirm: 'Remove this account',
    keep: 'Leave it as it is',
    gone: 'Opening it has changed nothing. The account may be removed already, or its owner has confirmed the address.',
    done: { title: 'The account is removed', lead: (email: string) => `No account uses ${email} here any more.` },
  },
  emailAddress: {
    title: 'E-mail address',
    verified: 'Confirmed. If you forget your password, a mail to it gets you back in.',
    unverified: 'Not confirmed yet. Open the link in our mail, so that nobody else can claim the address.',
    again: 'Send the mail again',
    sent: 'A mail is on its way to you',
    sentHint: 'The link in it confirms your address.',
    failed: 'The mail could not be sent again',
  },
  account: { title: 'Account' },
  idleLimit: {
    title: 'Log out unused devices',
    lead: 'A device that nobody uses for this long is logged out by itself.',
    after: (span: string) => `After ${span}`,
    /** What holds for everybody on this service. */
    everybodys: (span: string) => `After ${span} (default)`,
    question: (count: number) => plural(count, { one: 'Log out # unused device?', other: 'Log out # unused devices?' }),
    consequence: (span: string) =>
      `From now on a device is logged out after ${span} without use. Devices that have been unused for longer are logged out at once.`,
    confirm: (count: number) => plural(count, { one: 'Log out # device', other: 'Log out # devices' }),
    cancel: 'Leave it as it was',
    done: (span: string) => `Unused devices are logged out after ${span}`,
    ended: (count: number) =>
      plural(count, { one: '# device was logged out just now', other: '# devices were logged out just now' }),
    failed: 'The time after which unused devices are logged out could not be changed',
  },
  changePassword: {
    title: 'Password',
    lead: 'A new one logs out every other device.',
    action: 'Change password',
    question: 'Choose a new password',
    consequence: 'Every other device is logged out at once and needs the new password. This device stays signed in.',
    password: 'New password',
    submit: 'Change password',
    submitting: 'Changing your password…',
    done: 'Your password is changed',
    doneHint: 'Every other device is logged out.',
  },
  stepUp: {
    question: 'Confirm that it is you',
    reason: 'Enter your password to go on. For the next five minutes you are not asked again.',
    submit: 'Go on',
    submitting: 'Checking your password…',
  },
  cancel: 'Cancel',

  crashed: {
    title: 'Something broke',
    lead: 'This page has stopped working. Your sessions are as they were. Reload to go on.',
    reload: 'Reload',
  },
  nothingHere: {
    title: 'Nothing here',
    lead: 'There is no page at this address.',
    home: 'Go to the start',
  },

  /** What went wrong, and what to do about it. */
  failures: {
    unreachable: 'Latchkey did not answer. Check your connection, then try again.',
    busy: 'Too many requests are waiting at the moment. Try again shortly.',
    service_unavailable: 'Latchkey is busy at the moment. Try again shortly.',
    internal_error: 'Something went wrong on our side. Try again in a moment.',
    email_taken: 'This e-mail address already has an account.',
    sign_up_closed: 'Accounts are opened by whoever runs this service. Ask there for one.',
    credentials_incorrect: 'E-mail address or password is incorrect. Check both and try again.',
    account_disabled: 'This account is disabled. Ask whoever runs this service.',
    password_incorrect: 'The password is incorrect. Check it and try again.',
    step_up_required: 'It needs your password once more. Try again, and enter it.',
    too_many_streams: 'Too many pages are open for this account or this network. Close other tabs and try again later.',
    rate_limited: 'There were too many attempts. Try again later.',
    token_not_provided: 'You are not signed in. Sign in, then try again.',
    token_incorrect: 'You are not signed in any more. Sign in, then try again.',
    device_not_proved:
      'This browser could not show that it is the device of your session. Try again in a moment, or sign in once more.',
    alert_not_found: 'It was already answered, or it is too long ago.',
    alert_link_unusable: 'The link does nothing now. Look at your sessions instead.',
    account_link_unusable: 'The link does nothing now. Ask for a new one.',
    device_not_found: 'It is no longer one of your devices.',
    session_token_not_found: 'It is no longer in the list of your sessions.',
    session_token_incorrect: 'It is not the session of this browser. Reload the page, then try again.',
    validation_failed: 'Something in the form is not as it should be. Check what you entered.',
    json_malformed: 'The page and the server did not understand each other. Reload the page.',
    request_malformed: 'The page and the server did not understand each other. Reload the page.',
    media_type_unsupported: 'The page and the server did not understand each other. Reload the page.',
    body_too_large: 'That is more text than the server takes. Shorten what you entered.',
    headers_too_large: 'The browser sends more than the server takes. Delete the cookies of this page, then sign in.',
    request_timed_out: 'The connection was too slow for what was sent. Try again.',
    cross_site_refused: 'The server does not recognise the address of this page. Open it at its usual address.',
    route_not_found: 'This page is older than the server. Reload it.',
    method_not_allowed: 'This page is older than the server. Reload it.',
  } satisfies Record<Failure, string>,
  /** `ahead` reads `in 2 minutes`. */
  rateLimitedUntil: (ahead: string) => `There were too many attempts. Try again ${ahead}.`,
};

/** What every language has to say: another one is one more object of this type. */
export type Sentences = typeof english;

export default english;
