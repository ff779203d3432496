import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { messages } from '@latchkey/react/i18n/messages.ts';
import { focusHeading } from '@latchkey/react/ui/focus.ts';
import { basePath } from './base-path.ts';
import { brand } from './brand.ts';
import { LanguageChoice } from './language-choice.tsx';
import { routes } from './routes.ts';

/** The operator's logo, or Latchkey's: index.html and favicon.svg contain the same drawing. */
function Logo() {
  if (brand.logo) return <img {...brand.logo} alt="" className="shrink-0" />;
  return (
    <svg aria-hidden viewBox="0 0 32 32" className="size-9 shrink-0">
      <rect width="32" height="32" rx="9" className="fill-accent" />
      <g className="fill-none stroke-on-accent" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round">
        <circle cx="12.2" cy="19.8" r="4.4" />
        <path d="M15.4 16.6 24 8M20.6 11.4l3 3" />
      </g>
    </svg>
  );
}

/** The path of the heading that was focused last. On the first page the browser places the focus. */
let seen: string | undefined = globalThis.location?.pathname;

interface HeadingProps {
  readonly children: string;
}

/**
 * The h1 of a screen. Focuses itself when the path has changed, as a page load would, even where it is rendered late, and when
 * it replaces a focused heading, as the screen does where its code or data has loaded.
 */
export function Heading({ children }: HeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    const element = heading.current;
    return () => {
      if (document.activeElement === element) seen = undefined;
    };
  }, []);
  useEffect(() => {
    if (seen === window.location.pathname) return;
    seen = window.location.pathname;
    focusHeading();
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} data-heading className="font-semibold tracking-tight text-balance outline-none">
      {children}
    </h1>
  );
}

interface FooterLinkProps {
  /** An address that the operator has set, or null for no link. */
  readonly href: string | null;
  readonly children: string;
}

const FooterLink = ({ href, children }: FooterLinkProps) =>
  href !== null && (
    <a href={href} className="inline-flex min-h-11 items-center text-sm text-muted underline underline-offset-4">
      {children}
    </a>
  );

interface ScreenProps {
  readonly title: string;
  /** How many sign-in alerts are open. The tab asks them, because they may open while another tab is in front. */
  readonly questions?: number;
  /** Buttons at the end of the header. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every screen: title, skip link, header, main part and the language choice. */
export function Screen({ title, questions = 0, actions, children }: ScreenProps) {
  const tabTitle = questions > 0 ? `(${questions}) ${messages.alerts.title}` : title;
  useEffect(() => {
    document.title = `${tabTitle} – ${brand.name}`;
  }, [tabTitle]);

  return (
    <>
      <a href={routes.main} className="skip">
        {messages.skip}
      </a>
      <header className="masthead">
        {/* Not a link of the router: where Latchkey runs beside an application, `/` belongs to the application. */}
        <a href={`${basePath}${routes.home}`} className="brand">
          <Logo />
          <span>{brand.name}</span>
        </a>
        {actions}
      </header>
      <main id="main" tabIndex={-1} className="flex-1 outline-none">
        {children}
      </main>
      <footer className="mx-auto flex w-full max-w-3xl flex-wrap items-center justify-center gap-x-6 px-4 pb-6">
        <LanguageChoice />
        <FooterLink href={brand.supportUrl}>{messages.help}</FooterLink>
        <FooterLink href={brand.termsUrl}>{messages.terms}</FooterLink>
      </footer>
    </>
  );
}
