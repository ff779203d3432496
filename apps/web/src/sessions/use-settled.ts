import { useEffect, useState } from 'react';
import type { Listing } from './listing.ts';

/** How long the first part of a long list waits for the rest, in milliseconds: groups and filters of the whole would move it. */
const patience = 3000;

/** The listing, as soon as it is complete or has not become so for long. From then on it is there, whatever comes. */
export function useSettled(listing: Listing | undefined): Listing | undefined {
  const [isSettled, setSettled] = useState(false);
  const isThere = listing !== undefined;
  if (listing?.isComplete && !isSettled) setSettled(true);
  useEffect(() => {
    if (!isThere) return undefined;
    const timer = setTimeout(() => setSettled(true), patience);
    return () => clearTimeout(timer);
  }, [isThere]);
  return isSettled ? listing : undefined;
}
