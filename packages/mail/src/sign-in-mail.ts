import type { SignInNotice } from '@latchkey/sessions/mailer';
import type { ShownAlert } from '@latchkey/sessions/sign-in-alert';
import { deviceName, withoutAddresses } from './device-name.ts';
import { disowning } from './disowning.ts';
import { type Fact, type Mail, mailOf, momentIn } from './mail-layout.ts';
import { placeName } from './place-name.ts';
import type { Sentences } from './sentences/en.ts';
import { translations } from './sentences/translations.ts';

/** What depends on whether a mail is about one sign-in, from a new device or from a new country, or about several. */
interface Words {
  readonly subject: string;
  readonly lead: string;
  readonly afterNo: string;
  readonly action: string;
}

/**
 * The mail that asks an owner whether sign-ins were theirs: one, or a list of them. The link's secret stands behind the #,
 * which no server sees.
 */
export function signInMail(
  { email, isVerified, language, alerts, link, linkUntil }: SignInNotice,
  origin: string,
): Mail {
  const sentences = translations[language];
  const { question, yes, afterYes, no, facts: called } = sentences;
  const { subject, lead, afterNo, action } = wordsOf(alerts, sentences);
  const facts = alerts.map((alert) => factsOf(alert, sentences));
  const account: Fact = [called.account, email];
  return mailOf({
    to: email,
    language,
    subject,
    question,
    lead,
    facts: facts.length === 1 ? [[...facts.flat(), account]] : [...facts, [account]],
    paragraphs: [
      { strong: yes, text: afterYes },
      { strong: no, text: afterNo },
      { action, link: `${origin}/new-device#${link}` },
      sentences.link(momentIn(linkUntil, sentences)),
      ...(isVerified ? [] : disowning(sentences, link, origin)),
    ],
    origin,
    credit: alerts.some(({ place }) => place.country !== null) ? withoutAddresses(sentences.credit) : undefined,
  });
}

function wordsOf(alerts: readonly ShownAlert[], sentences: Sentences): Words {
  const [first, ...more] = alerts;
  if (more.length > 0) {
    const { leadOfMany: lead, afterNoOfMany: afterNo, actionOfMany: action } = sentences;
    return { subject: sentences.subjectOfMany(alerts.length), lead, afterNo, action };
  }
  if (first?.cause !== 'new_country') return sentences;
  return { ...sentences, subject: sentences.subjectOfCountry, lead: sentences.leadOfCountry };
}

function factsOf(alert: ShownAlert, sentences: Sentences): Fact[] {
  const { facts: called, addressUnknown } = sentences;
  const { address, place, createdAt } = alert;
  return [
    [called.device, deviceName(alert, sentences)],
    [called.when, momentIn(createdAt, sentences)],
    ...(address === null ? [] : [[called.where, placeName(place, sentences)] as const]),
    [called.address, address ?? addressUnknown],
  ];
}
