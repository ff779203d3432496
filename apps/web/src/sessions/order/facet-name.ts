import { countryName } from '../../places/country-name.ts';
import { sentences } from '../../sentences.ts';
import type { DeviceKind } from '../listed-session.ts';
import type { Facet } from './criteria.ts';

const isCountry = (value: string) => /^[A-Z]{2}$/.test(value);
const isKind = (value: string): value is DeviceKind => Object.hasOwn(sentences.order.kinds, value);

/** What a value is called: `Unused for 30 days`, `Phones`, `Firefox`, `Germany`. */
export function facetName(facet: Facet, value: string): string {
  const { privately, unknown } = sentences.places;
  switch (facet) {
    case 'unused':
      return sentences.order.unused(Number(value));
    case 'kind':
      return isKind(value) ? sentences.order.kinds[value] : value;
    case 'software':
      return value || sentences.device.unknownBrowser;
    case 'country':
      return isCountry(value) ? countryName(value) : value === 'private' ? privately : unknown;
    case 'binding':
      return value === 'bound' ? sentences.order.bound : sentences.order.unbound;
    default:
      return facet satisfies never;
  }
}
