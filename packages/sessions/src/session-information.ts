import { givenName } from './given-name.ts';

/** The name that a program gives its session: 1 to 190 characters. */
export const sessionInformation = givenName(190);
