import { type ReactNode, useEffect } from 'react';
import { Link } from 'wouter';
import { addresses } from '../addresses.ts';
import { sentences } from '../sentences.ts';
import { Logo } from './logo.tsx';

interface ScreenProps {
  readonly title: string;
  /** What stands at the end of the header. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** What every screen has: a title, a way past the header, the header, and a main part. */
export function Screen({ title, actions, children }: ScreenProps) {
  useEffect(() => {
    document.title = sentences.documentTitle(title);
  }, [title]);

  return (
    <>
      <a href="#main" className="skip">
        {sentences.skip}
      </a>
      <header className="masthead">
        <Link href={addresses.home} className="brand">
          <Logo />
          {sentences.product}
        </Link>
        {actions}
      </header>
      <main id="main" tabIndex={-1} className="flex-1 outline-none">
        {children}
      </main>
    </>
  );
}
