import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { focusHeading } from './focus-heading.ts';

/** Takes the focus to the heading when the screen has changed, as a page load would. */
export function useHeadingFocus() {
  const [address] = useLocation();
  const seen = useRef(address);
  useEffect(() => {
    if (seen.current === address) return;
    seen.current = address;
    focusHeading();
  }, [address]);
}
