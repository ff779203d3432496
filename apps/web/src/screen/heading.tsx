import { useEffect } from 'react';
import { focusHeading } from './focus-heading.ts';

/** The address whose heading has had its turn. The first one is left to the browser. */
let seen = globalThis.location?.pathname;

interface HeadingProps {
  readonly children: string;
}

/** The h1 of a screen. It takes the focus when the screen has changed, as a page load would, however late it came. */
export function Heading({ children }: HeadingProps) {
  useEffect(() => {
    if (seen === window.location.pathname) return;
    seen = window.location.pathname;
    focusHeading();
  }, []);
  return (
    <h1 tabIndex={-1} className="font-semibold tracking-tight text-balance outline-none">
      {children}
    </h1>
  );
}
