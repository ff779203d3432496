import { sentences } from '../../sentences.ts';
import type { DeviceKind } from '../listed-session.ts';
import type { Facet } from './criteria.ts';

const isKind = (value: string): value is DeviceKind => Object.hasOwn(sentences.order.kinds, value);

/** What a value is called: `Unused for 30 days`, `Phones`, `Firefox`. */
export function facetName(facet: Facet, value: string): string {
  switch (facet) {
    case 'unused':
      return sentences.order.unused(Number(value));
    case 'kind':
      return isKind(value) ? sentences.order.kinds[value] : value;
    case 'software':
      return value || sentences.device.unknownBrowser;
    default:
      return facet satisfies never;
  }
}
