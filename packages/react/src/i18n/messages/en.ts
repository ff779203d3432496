import type { EventKind, SignInMethod } from '@latchkey/client';
import type { EndReason, ErrorReason } from '../../api/api-error.ts';
import type { DeviceKind } from '../../api/outputs.ts';
import { pluralOf } from './plural.ts';

const plural = pluralOf('en');
const number = (count: number) => plural(count, { other: '#' });

/** A limit in whole days, or in whole hours where it is two days at most. */
export interface TimeLimit {
  readonly count: number;
  readonly unit: 'day' | 'hour';
}

const english = {
  /** Part of the HTML shell, visible before any script has run. */
  shell: {
    description: 'See every device that is signed in to your account, and log any of them out.',
    needsJavaScript: 'This page needs JavaScript to show your sessions.',
    loadFailed: 'A part of this page did not load.',
    loadAgain: 'Load it again',
  },
  language: 'Language',
  help: 'Help',
  terms: 'Terms',
  skip: 'Skip to content',
  notifications: 'Notifications',
  /** The button that removes a toast. */
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
    lead: 'You will see every device that is signed in to your account, and can log any of them out.',
    submit: 'Create account',
    submitting: 'Creating your account…',
    otherwise: 'Already have an account?',
    otherwiseLink: 'Sign in',
  },
  credentials: {
    email: 'E-mail address',
    password: 'Password',
    passwordRule: 'At least 8 characters. A few words in a row work well.',
    showPassword: 'Show password',
    hidePassword: 'Hide password',
    rememberMe: 'Keep me signed in',
    rememberMeHint: 'For a device that only you use.',
    emailMissing: 'Enter your e-mail address.',
    emailMalformed: 'This is not a complete e-mail address. It should look like name@example.com.',
    passwordMissing: 'Enter your password.',
    passwordShort: 'Use at least 8 characters.',
    /** A link after `errors.email_taken`. */
    signInInstead: 'Sign in instead',
    loading: 'Checking whether you are signed in…',
  },

  /**
   * Why the session was ended, on the sign-in form. `when` reads `at 12:31` or `on 22 Nov at 12:31`; `by` is the device that
   * ended it, or null; `limit` is `timeLimit`.
   */
  ended: {
    logout: (when) => `You signed out ${when}. This browser is no longer signed in.`,
    revoked: (when, by) =>
      by === null
        ? `This browser was signed out from another device ${when}.`
        : `This browser was signed out ${when}, from ${by}.`,
    revoked_others: (when, by) =>
      by === null
        ? `This browser was signed out ${when}, together with all others, from another device.`
        : `This browser was signed out ${when}, together with all others, from ${by}.`,
    revoked_all: (when, by) =>
      by === null
        ? `Every device of your account was signed out ${when}, this browser included.`
        : `Every device of your account was signed out ${when}, this browser included, from ${by}.`,
    idle: (when) => `This browser was signed out ${when}, because it had not been used for a while.`,
    expired: (when, _by, limit) => `Your sign-in reached its ${limit} ${when}.`,
    reported: (when) =>
      `This browser was signed out ${when}: the account’s owner said that this sign-in was not theirs.`,
    superseded: (when) => `You signed in again with this browser ${when}. That replaced your earlier sign-in.`,
    limit_reached: (when, by) =>
      by === null
        ? `This browser was signed out ${when}: a new device signed in and there were too many.`
        : `This browser was signed out ${when}: ${by} signed in and there were too many devices.`,
    password_changed: (when, by) =>
      by === null
        ? `Your password was changed ${when}, and every other device was signed out.`
        : `Your password was changed ${when}, on ${by}, and every other device was signed out.`,
    account_disabled: (when) => `Your account was disabled ${when}.`,
    account_deleted: (when) => `Your account was deleted ${when}, and every device was signed out.`,
  } satisfies Record<EndReason, (when: string, by: string | null, limit: string) => string>,
  /** What to do after that. */
  afterEnd: {
    logout: 'Sign in again whenever you like.',
    revoked: 'Was that not you? Then somebody else is in your account. Sign in and choose a new password.',
    revoked_others: 'Was that not you? Then somebody else is in your account. Sign in and choose a new password.',
    revoked_all: 'Was that not you? Then somebody else may be in your account. Sign in and choose a new password.',
    idle: 'Nothing is wrong. Sign in to continue.',
    expired: 'Nothing is wrong. Sign in to continue.',
    reported: 'Is the account yours, and it was not you who said so? Then sign in and choose a new password.',
    superseded: 'Nothing is wrong. Sign in to continue.',
    limit_reached:
      'Do you not know that device? Then somebody else is in your account. Sign in and choose a new password.',
    password_changed:
      'Sign in with the new password. Did somebody else change it? Then choose “Forgot your password?” and set a new one.',
    account_disabled: 'Ask the people who run this service.',
    account_deleted: 'Nobody can sign in to it any more. You can create a new one.',
  } satisfies Record<EndReason, string>,
  /** The longest that a session lasts, as a part of the sentences about its end: `30-day limit`. */
  timeLimit: (limit: TimeLimit | null) =>
    limit === null ? 'time limit' : `${number(limit.count)}-${limit.unit} limit`,
  endedTitle: 'You are signed out',
  endedSomehow: 'You are no longer signed in to this browser.',
  afterEndSomehow: 'Sign in to continue.',
  deviceNotProvedTitle: 'This browser could not be checked',
  chooseNewPassword: 'Sign in and change my password',
  newPasswordNext: 'After you have signed in you choose a new password.',
  today: (time: string) => `at ${time}`,
  onDay: (date: string, time: string) => `on ${date} at ${time}`,
  /** Less than a minute ago; stands where `3 minutes ago` stands. */
  justNow: 'just now',

  sessions: {
    title: 'Manage sessions',
    loading: 'Loading your sessions…',
    thisDevice: 'This device',
    unconfirmed: 'New, not confirmed',
    othersCount: (count: number) =>
      plural(count, { one: '# other device is signed in', other: '# other devices are signed in' }),
    none: 'Only this device is signed in.',
    noneHint: 'No other device can use your account.',
    activeNow: 'Active now',
    lastUsed: (ago: string) => `Last used ${ago}`,
    signedIn: (date: string) => `Signed in ${date}`,
    from: (address: string) => `from ${address}`,
    ends: (ahead: string) => `Ends ${ahead}`,
    endsUnlessUsed: (ahead: string) => `Ends ${ahead} unless used`,
    bound: 'Tied to its device: a stolen copy of the sign-in does not work elsewhere',
    selfNamed: (device: string) => `Chose this name itself (${device})`,
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
  /** The list of the account's devices, and what stands beside it. */
  deviceList: {
    title: 'Your devices',
    signedInTo: (email: string) => `Signed in to ${email}`,
    /** The button that opens the details of a row. */
    detailsOf: (device: string) => `Details of ${device}`,
    /** After the country: `Brazil · used 6 days ago`. Longer languages say only when, because a row on a phone has one line for it. */
    used: (ago: string) => `used ${ago}`,
    elsewhere: (signIn: string, lastUse: string) => `Signed in from ${signIn}, last used from ${lastUse}`,
    remembered: 'Stays signed in when the browser closes',
    rename: 'Rename',
    filter: 'Filter',
    order: 'Order',
    orders: { toCheck: 'To check first', lastUsed: 'Last used first', signedIn: 'Newest first' },
    toCheck: (count: number) => plural(count, { one: '# device to check', other: '# devices to check' }),
    /** Why a device should be looked at, in a few words and in a sentence. */
    onlyInCountry: (country: string) => `Only device in ${country}`,
    usedOnce: 'Used once',
    why: {
      unconfirmed:
        'You have not said yet whether this sign-in was you. Say so on a device that you used before, or in our mail. If it was not you, log it out.',
      newCountry: (country: string) => `It was last used from ${country}, a country that is new to your account.`,
      onlyInCountry: (country: string) =>
        `This is your only device in ${country}. The one you are using now is in another country.`,
      usedOnce: 'It was used on the day it signed in, and not since.',
    },
    somethingWrong: 'Something wrong?',
    somethingWrongLead: 'Do you see a device that is not yours? Log it out, then change your password.',
    recentEvents: 'What happened last',
    /** Below the map. */
    mapOfLastUse: 'The map shows where each device was last used.',
  },
  locations: {
    title: 'Where your devices are',
    inCountry: (country: string) => `probably ${country}`,
    privately: 'Your local network',
    unknown: 'Country unknown',
    devices: (country: string, count: number) =>
      plural(count, { one: `${country}: # device`, other: `${country}: # devices` }),
    devicesPrivately: (count: number) =>
      plural(count, { one: 'In your local network: # device', other: 'In your local network: # devices' }),
    devicesUnknown: (count: number) =>
      plural(count, { one: 'Country unknown: # device', other: 'Country unknown: # devices' }),
    credit:
      'Countries are estimated from IP addresses and can be wrong. No other service was asked. Data: Number Resource Organization (nro.net, CC BY 4.0), IPtoASN, Natural Earth.',
  },
  /** The days on which a session was used. */
  activity: {
    used: (count: number, days: number) =>
      plural(count, { one: `Used on # of the last ${days} days`, other: `Used on # of the last ${days} days` }),
    usedSince: (count: number, days: number) =>
      plural(days, { one: 'Signed in today', other: `Used on ${count} of the # days since it signed in` }),
    eachIsADay: 'Each line is a day in UTC, and the last one is today',
  },
  /** How a user signed in: a list of `kinds`, names of providers, and names in quotes. */
  signInMethods: {
    with: (methods: string) => `Signed in with ${methods}`,
    /** Among the facts of an event in the history. */
    brief: (methods: string) => `with ${methods}`,
    /** Where the application says no more. `application` is its name, or null. */
    by: (application: string | null) =>
      application === null ? 'Signed in by the application’s own sign-in' : `Signed in by ${application}’s sign-in`,
    /** A step-up in the history, by other means than the password of this page. */
    steppedUp: (device: string) => `It was confirmed on ${device} that it was you`,
    kinds: {
      password: 'a password',
      passkey: 'a passkey',
      one_time_code: 'a one-time code',
      text_message: 'a code by text message',
      phone_call: 'a phone call',
      email_link: 'a link by e-mail',
      device: 'a credential of the device',
      smart_card: 'a smart card',
      fingerprint: 'a fingerprint',
      face: 'face recognition',
      eye: 'an eye scan',
      voice: 'a voice',
      pin: 'a PIN',
      question: 'a security question',
      single_sign_on: 'single sign-on',
      windows: 'Windows',
      several: 'several factors',
    } satisfies Record<Exclude<SignInMethod['kind'], 'brand' | 'other'>, string>,
  },
  /** For users whom an application signs in. `where` reads `at Acme`, as `at` has it. */
  application: {
    at: (name: string | null) => (name === null ? 'at the application' : `at ${name}`),
    signIn: (where: string) => `Sign in ${where}`,
    signInLead: (where: string) => `You sign in ${where}, and come back here.`,
    /** Where the page does not know the address of that sign-in. */
    signInUnknown: 'You sign in on the application’s own page. Sign in there, then come back to this page.',
    /** After an end by which an intruder may be in the account. */
    afterEnd:
      'Was that not you? Then somebody else may be in your account. Sign in, look at your devices, and change how you sign in.',
    /** The button that leads there for a step-up. */
    confirm: (where: string) => `Confirm ${where}`,
    confirmHint: (where: string) =>
      `You confirm ${where} that it is you, and come back here. You will not be asked again for five minutes.`,
    /** Where the application offers no step-up. */
    cannotConfirm: (where: string) =>
      `Other devices cannot be signed out here, because nobody can confirm ${where} that it is you. Ask the people who run it.`,
    confirmed: 'It is confirmed that it is you',
    notConfirmed: 'It was not confirmed that it is you',
    nothingChanged: 'No device was signed out.',
    consequence:
      'It is signed out at once, and can use your account again only after a new sign-in. This cannot be undone.',
    somethingWrongLead: (where: string) =>
      `Do you see a device that is not yours? Log it out, then change how you sign in ${where}.`,
    unknownHint: 'Log out, then see what to do next.',
    secure: 'Secure your account',
    /** After a device was ended that the user does not recognise. */
    advice: (where: string) =>
      `That device can do nothing more. But the person who used it may know how you sign in: change that ${where}.`,
    /** The lead of the history. */
    historyLead: (where: string) =>
      `What happened in your account, newest first. Was something not you? Log that device out, then change how you sign in ${where}.`,
    /** A failed sign-in in the history, and several in a row in place of `wrongPasswords`. */
    signInFailed: (device: string) => `Someone tried to sign in from ${device}, without success`,
    failedAttempts: (count: number) => plural(count, { one: '# failed attempt', other: '# failed attempts' }),
    /** The link to the account there. */
    account: (where: string) => `Your account ${where}`,
    emailHint: (where: string) => `Mails about new devices go to this address. You change it ${where}.`,
  },
  filters: {
    search: 'Search your sessions',
    searchHint: 'Name, program or address',
    legend: 'Filters',
    clear: 'Show all again',
    group: 'Group similar devices',
    none: 'Nothing matches.',
    noneHint: 'Try fewer words or other filters.',
    facets: {
      unused: 'Last use',
      country: 'Country',
      kind: 'Kind of device',
      software: 'Browser or program',
      binding: 'Tied to a device',
    },
    any: {
      unused: 'Used at any time',
      country: 'Any country',
      kind: 'Any kind',
      software: 'Any browser or program',
      binding: 'Tied or not',
    },
    option: (name: string, count: number) => `${name} (${number(count)})`,
    unused: (days: number) => plural(days, { one: 'Unused for # day', other: 'Unused for # days' }),
    bound: 'Tied to a device',
    unbound: 'Not tied to a device',
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
    hint: 'Sign-ins, failed attempts, and how each device was signed out.',
    open: 'Open history',
    back: 'Back to your sessions',
    lead: 'What happened in your account, newest first. Was something not you? Log that device out and change your password.',
    loading: 'Loading your history…',
    failed: 'Your history could not be loaded',
    none: 'Nothing like this has happened.',
    older: 'Show older',
    loadingOlder: 'Loading…',
    olderFailed: 'Older entries could not be loaded. Try again.',
    /** Equal failed attempts in a row: `3 wrong passwords`, at sign-ins and at step-ups. */
    wrongPasswords: (count: number) => plural(count, { one: '# wrong password', other: '# wrong passwords' }),
    wrongFrom: (passwords: string, device: string) => `${passwords} from ${device}`,
    wrongOn: (passwords: string, device: string) => `${passwords} on ${device}`,
    ofDevice: 'History of this device',
    onlyDevice: (device: string) => `Only ${device}`,
    /** The address of the sign-in of a session that ended. */
    signedInFrom: (address: string) => `signed in from ${address}`,
    allDevices: 'Show all devices',
    filterBy: 'What is shown',
    filters: {
      everything: 'Everything',
      signIns: 'Sign-ins',
      failures: 'Failed attempts',
      ends: 'Sign-outs',
      changes: 'Changes',
    },
    events: {
      signed_in: (device) => `${device} signed in`,
      sign_in_failed: (device) => `Someone tried to sign in with a wrong password, from ${device}`,
      stepped_up: (device) => `The password was confirmed on ${device}`,
      step_up_failed: (device) => `A wrong password was entered on ${device}`,
      password_changed: (device) => `The password was changed on ${device}`,
      password_reset_requested: (device) => `A new password was asked for, from ${device}`,
      password_reset: (device) => `A new password was set through a link in a mail, on ${device}`,
      email_verified: (device) => `The e-mail address was confirmed on ${device}`,
      device_renamed: (name: string | null) =>
        name === null ? 'The name of a device was removed' : `A device was named ${name}`,
      idle_limit_changed: (device) => `The time after which unused devices are signed out was changed on ${device}`,
      alert_confirmed: (device, by) =>
        by === null ? `${device} was confirmed: it was you` : `${device} was confirmed on ${by}: it was you`,
      alert_reopened: (device) => `The answer “it was me” for ${device} was undone`,
      alert_denied: (device) => `${device} was reported: it was not you`,
      ended: (device) => `${device} was signed out`,
    } satisfies Record<Exclude<EventKind, 'device_renamed'>, (device: string, by: string | null) => string> &
      Record<'device_renamed', (name: string | null) => string>,
    ends: {
      logout: (device) => `${device} signed out`,
      revoked: (device, by) =>
        by === null ? `${device} was signed out from another device` : `${device} was signed out from ${by}`,
      revoked_others: (device, by) =>
        by === null
          ? `${device} was signed out together with all others`
          : `${device} was signed out from ${by}, together with all others`,
      revoked_all: (device) => `${device} was signed out together with every device`,
      reported: (device, by) =>
        by === null
          ? `${device} was signed out, because it was not you`
          : `${device} was signed out from ${by}, because it was not you`,
      idle: (device) => `${device} was signed out, because it had not been used for a while`,
      expired: (device, _by, limit) => `${device} was signed out, because it reached its ${limit}`,
      superseded: (device) => `${device} signed in again, which replaced its earlier sign-in`,
      limit_reached: (device) => `${device} was signed out to make room for a new device`,
      password_changed: (device) => `${device} was signed out when the password changed`,
      account_disabled: (device) => `${device} was signed out when the account was disabled`,
      account_deleted: (device) => `${device} was signed out when the account was deleted`,
    } satisfies Record<EndReason, (device: string, by: string | null, limit: string) => string>,
  },
  device: {
    /** A chosen name in a sentence. Languages that quote all devices in sentences add no quotes here. */
    inSentence: (name: string) => `“${name}”`,
    /** A chosen name outside of a sentence. */
    quoted: (name: string) => `“${name}”`,
    unknownBrowser: 'Unknown browser',
    unknownSystem: 'an unknown system',
    on: (software: string, system: string) => `${software} on ${system}`,
  },
  /** The dialog that ends sessions. */
  ending: {
    /** Ends the devices as unknown; a new password follows. */
    unknown: (count: number) => plural(count, { one: 'I don’t recognise it', other: 'I don’t recognise these' }),
    unknownHint: 'Log out, then choose a new password here.',
    proofHint: 'So that only you can do this. You will not be asked again for five minutes.',
    goneHint: 'It has been signed out meanwhile.',
    close: 'Close',
  },
  logout: {
    action: 'Log out',
    pending: 'Logging out…',
    of: (device: string) => `Log out ${device}`,
    pendingOf: (device: string) => `Logging out ${device}…`,
    failed: 'You could not be signed out',
  },
  revoke: {
    question: (device: string) => `Log out ${device}?`,
    consequence:
      'It is signed out at once, and can use your account again only after a new sign-in with your password. This cannot be undone.',
    consequenceForProgram:
      'It is signed out at once, and stops working until it is signed in again. This cannot be undone.',
    cancel: 'Keep it signed in',
    done: (device: string) => `${device} is signed out`,
    failed: (device: string) => `${device} could not be signed out`,
    gone: (device: string) => `${device} was already signed out`,
  },
  revokeOthers: {
    action: 'Log out all others',
    question: (count: number) => plural(count, { one: 'Log out the other device?', other: 'Log out # other devices?' }),
    consequence: 'Every device but this one is signed out at once and has to sign in again. This cannot be undone.',
    confirm: (count: number) => plural(count, { one: 'Log out # device', other: 'Log out # devices' }),
    cancel: 'Keep all signed in',
    done: (count: number) => plural(count, { one: '# device is signed out', other: '# devices are signed out' }),
    failed: 'The other devices could not be signed out',
  },
  revokeMany: {
    visible: (count: number) => plural(count, { one: 'Log out the one shown', other: 'Log out all # shown' }),
    question: (count: number) => plural(count, { one: 'Log out # device?', other: 'Log out # devices?' }),
    consequence:
      'Only these are signed out, at once. A device that signs in meanwhile stays signed in. This cannot be undone.',
    list: 'Devices that will be signed out',
    gone: (names: string, count: number) =>
      `${names} ${plural(count, { one: 'was', other: 'were' })} already signed out.`,
    more: (count: number) => plural(count, { one: '# more', other: '# more' }),
    failed: (count: number) =>
      plural(count, { one: '# device could not be signed out', other: '# devices could not be signed out' }),
  },
  rename: {
    of: (device: string) => `Rename ${device}`,
    hint: 'Only you see this name. The details of the device stay visible below it.',
    name: 'Name',
    nameRule: 'Up to 60 characters. Leave it empty to remove the name.',
    submit: 'Save name',
    done: (name: string) => `Renamed to ${name}`,
    removed: (name: string) => `The name ${name} was removed`,
    undo: 'Undo',
    failed: (device: string) => `${device} could not be renamed`,
  },

  /** The sign-in alerts on the other devices. */
  alerts: {
    title: 'Was this you?',
    lead: (count: number) =>
      plural(count, {
        one: 'A device that is new to your account has signed in.',
        other: '# devices that are new to your account have signed in.',
      }),
    announced: (device: string) => `A device that is new to your account has signed in: ${device}. Was this you?`,
    more: (count: number) => plural(count, { other: 'And # more, after you have answered these.' }),
    /** `when` reads `at 12:31` or `on 22 Nov at 12:31`. */
    signedIn: (ago: string, when: string) => `Signed in ${ago}, ${when}`,
    newCountry: 'New country',
    isGone: 'Signed out again',
    yes: 'Yes, it was me',
    yesOf: (device: string) => `Yes, it was me: ${device}`,
    no: 'No, log it out',
    noGone: 'No, it was not me',
    noOf: (device: string) => `No, log it out: ${device}`,
    noGoneOf: (device: string) => `No, it was not me: ${device}`,
    confirmed: (device: string) => `Thank you. ${device} is yours`,
    undone: (device: string) => `Undone. We ask about ${device} again`,
    undoFailed: (device: string) => `Your answer about ${device} could not be undone`,
    failed: (device: string) => `Your answer about ${device} could not be saved`,
    gone: (device: string) => `The question about ${device} was already answered`,
    denied: {
      title: (device: string) => `${device} is signed out`,
      titleGone: (device: string) => `${device} had already signed out`,
      done: (time: string) => `It was signed out at ${time}, and can no longer use your account.`,
      doneGone: 'It is not signed in, and cannot use your account.',
      advice:
        'That device can do nothing more. But the person who used it knew your password, so choose a new one. That also signs out every other device.',
      later: 'Not now',
    },
  },
  /** The screen of the link in a sign-in mail. */
  newDevice: {
    title: 'Was this you?',
    lead: (email: string) =>
      `A device that is new to the account ${email} has signed in. Nothing has been changed yet. You decide here.`,
    leadOfMany: (email: string) =>
      `Sign-ins to the account ${email} from devices or countries that are new to it. Nothing has been changed yet. You decide here.`,
    yes: 'Yes, it was me',
    no: 'No, log that device out',
    noGone: 'No, it was not me',
    none: 'None of these was me',
    /** A confirmation that can still be denied. `when` reads `at 12:31` or `on 22 Nov at 12:31`. */
    saidYesOn: (device: string, when: string) =>
      `Someone answered “It was me” on ${device}, ${when}. You can still say no here.`,
    saidYes: (when: string) =>
      `Someone answered “It was me” ${when}, through a link in a mail. You can still say no here.`,
    isConfirmed: 'It was you',
    isDenied: 'It was not you. The device is signed out',
    confirmed: {
      title: 'Thank you. It was you',
      lead: 'The device stays signed in, and there is nothing else to do. You can close this page.',
      undo: 'Undo: ask me again',
    },
    denied: {
      title: 'That device was signed out',
      titleGone: 'Thank you for telling us',
      done: (time: string) => `It was signed out at ${time}, and can no longer use your account.`,
      doneGone: 'That device had already signed out, and cannot use your account.',
      advice:
        'You did the right thing. One more step: the person who used it knew your password, so choose a new one. That also signs out every other device.',
      signIn: 'Sign in to change your password',
      sessions: 'Look at your sessions',
    },
    unusable: {
      reasons:
        'A link works for seven days. It stops working after you answered no, or yes after you confirmed that it’s you, and when a newer mail about the same sign-in was sent. If the link was cut off, open it again from the mail.',
      advice:
        'Opening it changed nothing, and an earlier answer still counts. On your sessions page you can always see which devices are signed in, and log any of them out.',
    },
  },
  /** Password recovery. */
  recovery: {
    link: 'Forgot your password?',
    title: 'Forgot your password?',
    lead: 'Enter the e-mail address of your account. We send you a link, and with it you choose a new password.',
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
        `For the account ${email}. Every device will be signed out, and you sign in with the new password.`,
      submit: 'Set the new password',
      submitting: 'Setting the new password…',
    },
    done: {
      title: 'Your new password is set',
      lead: 'Every device is signed out. Sign in with the new password to continue.',
    },
  },
  /** Shared by the screens of all mail links. */
  mailLink: {
    loading: 'Checking your link…',
    failed: 'Your link could not be checked',
    sessions: 'Go to your sessions',
    unusable: {
      title: 'This link was used or has expired',
      reasons:
        'A link works once and for a limited time, and stops working when a newer mail was sent. If the link was cut off, open it again from the mail.',
    },
  },
  verification: {
    title: 'Is this your address?',
    lead: (email: string) => `An account uses the address ${email}. Nothing has been changed yet. You decide here.`,
    yes: 'Yes, confirm my address',
    notMine: 'This account is not mine',
    advice:
      'Opening it changed nothing. On your sessions page, under Account, you see whether your address is confirmed, and can have the mail sent again.',
    done: {
      title: 'Your address is confirmed',
      lead: 'If you ever forget your password, a mail to this address gets you back in.',
    },
  },
  /** The screen on which a recipient says that the account is not theirs. */
  notMine: {
    title: 'Is this account not yours?',
    lead: (email: string) =>
      `An account uses your address ${email}. Nothing has been changed yet. If you did not create it, you can have it removed.`,
    consequence:
      'The account is removed with everything in it, and everyone who uses it is signed out. This cannot be undone. Afterwards you can create an account of your own with this address.',
    confirm: 'Remove this account',
    keep: 'Leave it as it is',
    gone: 'Opening it changed nothing. The account may already be removed, or its owner has confirmed the address.',
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
    lead: 'A device that is not used for this long is signed out automatically.',
    after: (span: string) => `After ${span}`,
    /** The option of the service's default. */
    default: (span: string) => `After ${span} (default)`,
    question: (count: number) => plural(count, { one: 'Log out # unused device?', other: 'Log out # unused devices?' }),
    consequence: (span: string) =>
      `From now on a device is signed out after ${span} without use. Devices that have been unused for longer are signed out at once.`,
    confirm: (count: number) => plural(count, { one: 'Log out # device', other: 'Log out # devices' }),
    cancel: 'Leave it as it was',
    done: (span: string) => `Unused devices are signed out after ${span}`,
    ended: (count: number) =>
      plural(count, { one: '# device was signed out just now', other: '# devices were signed out just now' }),
    failed: 'The time after which unused devices are signed out could not be changed',
  },
  changePassword: {
    title: 'Password',
    lead: 'Changing it signs out every other device.',
    action: 'Change password',
    question: 'Choose a new password',
    consequence: 'Every other device is signed out at once and needs the new password. This device stays signed in.',
    current: 'Current password',
    password: 'New password',
    submit: 'Change password',
    submitting: 'Changing your password…',
    done: 'Your password is changed',
    doneHint: 'Every other device is signed out.',
  },
  stepUp: {
    question: 'Confirm it’s you',
    reason: 'Enter your password to continue. You will not be asked again for five minutes.',
    submit: 'Continue',
    submitting: 'Checking your password…',
  },
  cancel: 'Cancel',

  crashed: {
    title: 'This page stopped working',
    lead: 'Something went wrong on this page. Your account and your devices were not changed. Reload the page to continue.',
    reload: 'Reload',
  },
  notFound: {
    title: 'Page not found',
    lead: 'There is no page at this address. The link may be incomplete or out of date.',
    home: 'Go to your sessions',
  },

  /** Why a request failed and what to do, by error code. */
  errors: {
    unreachable: 'The server did not answer. Check your connection, then try again.',
    busy: 'Too many requests are waiting at the moment. Try again shortly.',
    service_unavailable: 'The server is busy at the moment. Try again shortly.',
    internal_error: 'Something went wrong on our side. Try again in a moment.',
    email_taken: 'This e-mail address already has an account.',
    sign_up_closed: 'Only the people who run this service can create accounts. Ask them for one.',
    step_up_unavailable: 'Nobody can confirm here that it is you. Ask the people who run this service.',
    sign_in_elsewhere: 'Sign in on the application’s own page. There is no password here.',
    credentials_incorrect: 'E-mail address or password is incorrect. Check both and try again.',
    account_disabled: 'This account is disabled. Ask the people who run this service.',
    session_limit_reached: 'Too many devices are signed in to this account. Log out one of them, then try again.',
    password_incorrect: 'The password is incorrect. Check it and try again.',
    step_up_required: 'First confirm that it’s you, then try again.',
    too_many_streams: 'Too many pages are open for this account or this network. Close other tabs and try again later.',
    rate_limited: 'There were too many attempts. Try again later.',
    token_not_provided: 'You are not signed in. Sign in, then try again.',
    token_incorrect: 'You are not signed in any more. Sign in, then try again.',
    device_not_proved:
      'We could not check that this is the browser in which you signed in. Try again in a moment, or sign in again.',
    alert_not_found: 'This question was already answered, or is too old.',
    alert_link_unusable: 'This link was used or has expired. Look at your sessions instead.',
    account_link_unusable: 'This link was used or has expired. Ask for a new one.',
    device_not_found: 'This is no longer one of your devices.',
    session_token_not_found: 'This device is no longer in your list.',
    session_token_incorrect: 'This browser was signed in again in the meantime. Reload the page, then try again.',
    validation_failed: 'Something in the form is not right. Check what you entered.',
    json_malformed: 'Something went wrong between this page and the server. Reload the page.',
    request_malformed: 'Something went wrong between this page and the server. Reload the page.',
    media_type_unsupported: 'Something went wrong between this page and the server. Reload the page.',
    body_too_large: 'That is too much text. Shorten what you entered.',
    headers_too_large: 'This browser has stored too many cookies for this page. Delete them, then sign in.',
    request_timed_out: 'The connection was too slow. Try again.',
    cross_site_refused:
      'This page was opened at an address that the server does not know. Open it at its usual address.',
    route_not_found: 'This page is out of date. Reload it.',
    method_not_allowed: 'This page is out of date. Reload it.',
  } satisfies Record<ErrorReason, string>,
  /** `ahead` reads `in 2 minutes`. */
  rateLimitedUntil: (ahead: string) => `There were too many attempts. Try again ${ahead}.`,
};

/** The messages that each language has to provide. */
export type Messages = typeof english;

export default english;
