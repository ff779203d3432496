import { type ReactNode, useEffect } from 'react';
import { addresses } from '../addresses.ts';
import { LanguageChoice } from '../language/language-choice.tsx';
import { sentences } from '../sentences.ts';
import { Logo } from './logo.tsx';

const product = 'Latchkey';

interface ScreenProps {
  readonly title: string;
  /** What stands at the end of the header. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** What every screen has: a title, a way past the header, the header, and a main part. */
export function Screen({ title, actions, children }: ScreenProps) {
  useEffect(() => {
    document.title = `${title} – ${product}`;
  }, [title]);

  return (
    <>
      <a href={addresses.main} className="skip">
        {sentences.skip}
      </a>
      <header className="masthead">
        {/* No link of the router's: where Latchkey lives beside an application, the start is the application's. */}
        <a href={addresses.home} className="brand">
          <Logo />
          <span>{product}</span>
        </a>
        {actions}
      </header>
      <main id="main" tabIndex={-1} className="flex-1 outline-none">
        {children}
      </main>
      <footer className="mx-auto flex w-full max-w-3xl justify-center px-4 pb-6">
        <LanguageChoice />
      </footer>
    </>
  );
}
