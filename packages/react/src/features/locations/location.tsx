import type { SessionView } from '../../api/outputs.ts';
import { localized } from '../../i18n/locale.ts';
import { messages } from '../../i18n/messages.ts';

const names = localized((locale) => new Intl.DisplayNames(locale, { type: 'region' }));

/** `Germany` for `DE`, in the page's language. */
export const countryName = (code: string): string => names().of(code) ?? code;

export type Located = Pick<SessionView, 'ip' | 'location'>;

/** The country of the last use, else that of the sign-in, as ISO 3166-1 alpha-2. Null where neither is known. */
export const countryOf = ({ lastCountry, location }: SessionView): string | null => lastCountry ?? location.country;

/** The location of an IP address as text; null where the IP address has been deleted. */
export function locationText({ ip, location: { kind, country } }: Located): string | null {
  const { inCountry, privately, unknown } = messages.locations;
  if (ip === null) return null;
  if (country === null) return kind === 'private' ? privately : unknown;
  return inCountry(countryName(country));
}

/** The location of the last use, as short as a row needs it: `Germany`. Null where the IP address has been deleted. */
export function lastLocationText(session: SessionView): string | null {
  const { privately, unknown } = messages.locations;
  const country = countryOf(session);
  if (country !== null) return countryName(country);
  if (session.ip === null) return null;
  return session.location.kind === 'private' ? privately : unknown;
}

/** The source of the countries and how reliable they are. Required wherever countries are shown. */
export function LocationCredit() {
  return <p className="mt-1.5 text-xs text-muted text-pretty">{messages.locations.credit}</p>;
}
