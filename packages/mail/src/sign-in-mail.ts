import type { Location } from '@latchkey/sessions/geo/location';
import type { SignInNotice, Written } from '@latchkey/sessions/mail/mail';
import type { SignInAlertView } from '@latchkey/sessions/sign-in-alerts/sign-in-alert';
import { disownParagraphs } from './account-mail.ts';
import { deviceLabel, shortDeviceLabel, withoutLinks } from './device-label.ts';
import { type Fact, type Mail, type Sender, formatTime, layOut } from './mail-layout.ts';
import type { Messages } from './messages/en.ts';
import { translations } from './messages/translations.ts';
import { signInLabel } from './sign-in-label.ts';

/** The texts that differ between one sign-in from a new device, one from a new country, and several sign-ins. */
interface CauseMessages {
  readonly subject: string;
  readonly lead: string;
  readonly afterNo: string;
  readonly action: string;
}

/**
 * Writes the mail that asks an owner whether one or several sign-ins were theirs. The link's secret is in the fragment, which
 * browsers send to no server.
 */
export function signInMail(
  { email, isVerified, language, alerts, link, linkUntil }: Written<SignInNotice>,
  sender: Omit<Sender, 'languages'>,
): Mail {
  const { pageUrl, application } = sender;
  const messages = translations[language];
  const { question, yes, afterYes, no, facts: labels } = messages;
  const { subject, lead, afterNo, action } = causeMessages(alerts, messages);
  const facts = alerts.map((alert) => factsOf(alert, application, messages));
  const account: Fact = [labels.account, email];
  return layOut({
    to: email,
    language,
    subject,
    question,
    lead,
    facts: facts.length === 1 ? [[...facts.flat(), account]] : [...facts, [account]],
    paragraphs: [
      { strong: yes, text: afterYes },
      { strong: no, text: afterNo },
      { action, link: `${pageUrl}/new-device#${link}` },
      messages.link(formatTime(linkUntil, messages)),
      ...(isVerified ? [] : disownParagraphs(messages, link, pageUrl)),
    ],
    sender,
    credit: alerts.some(({ location }) => location.country !== null) ? withoutLinks(messages.credit) : undefined,
  });
}

function causeMessages(alerts: readonly SignInAlertView[], messages: Messages): CauseMessages {
  const [first, ...more] = alerts;
  if (first === undefined || more.length > 0) {
    const { leadOfMany: lead, afterNoOfMany: afterNo, actionOfMany: action } = messages;
    return { subject: messages.subjectOfMany(alerts.length), lead, afterNo, action };
  }
  const what = deviceAndLocation(first, messages);
  if (first.cause !== 'new_country') return { ...messages, subject: messages.subject(what) };
  return { ...messages, subject: messages.subjectOfCountry(what), lead: messages.leadOfCountry };
}

/** `Firefox on Windows, probably Germany`: for the subject, without versions and without the name that a program chose. */
function deviceAndLocation({ device, ip, location }: SignInAlertView, messages: Messages): string {
  const { country } = location;
  const isKnown = ip !== null && (country !== null || location.kind === 'private');
  return [shortDeviceLabel(device, messages), ...(isKnown ? [locationLabel(location, messages)] : [])].join(', ');
}

/** Without a row for how it was done where that is no longer known. */
function factsOf(alert: SignInAlertView, application: string | null, messages: Messages): Fact[] {
  const { facts: labels, addressUnknown } = messages;
  const { ip, location, createdAt, signedInWith } = alert;
  return [
    [labels.device, deviceLabel(alert, messages)],
    ...(signedInWith === null ? [] : [[labels.how, signInLabel(signedInWith, application, messages)] as const]),
    [labels.when, formatTime(createdAt, messages)],
    ...(ip === null ? [] : [[labels.where, locationLabel(location, messages)] as const]),
    [labels.address, ip ?? addressUnknown],
  ];
}

/** `probably Germany`, or the reason why there is no country. */
function locationLabel({ kind, country }: Location, { location, locale }: Messages): string {
  if (country === null) return kind === 'private' ? location.privately : location.unknown;
  return location.inCountry(new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? country);
}
