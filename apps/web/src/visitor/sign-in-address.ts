import { addresses } from '../addresses.ts';
import type { SignedOut } from './visitor.ts';

/**
 * Where somebody is sent who is not signed in. What stands behind the # waits there until they are in, as a shared search does; but
 * nothing of it is left of somebody who has been signed out.
 */
export const signInAddress = ({ wasSignedIn }: Pick<SignedOut, 'wasSignedIn'>): string =>
  `${addresses.signIn}${wasSignedIn ? '' : window.location.hash}`;
