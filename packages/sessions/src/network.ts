import { networksOf } from './addresses/networks.ts';

/** The narrow network that an address is counted under. To be replaced by `networksOf`, which has the wide one beside it. */
export const networkOf = (address: string | null): string => networksOf(address).narrow;
