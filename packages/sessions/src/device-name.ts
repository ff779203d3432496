import { givenName } from './given-name.ts';

/** What its owner calls a device: 1 to 60 characters. */
export const deviceName = givenName(60);
