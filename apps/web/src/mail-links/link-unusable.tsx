import { type ReactNode, useEffect } from 'react';
import { Heading } from '../screen/heading.tsx';
import { sentences } from '../sentences.ts';
import { forgetLinkSecret } from './link-secret.ts';

interface LinkUnusableProps {
  /** What to do instead. */
  readonly children: ReactNode;
}

/** One answer to a link that is wrong, used, replaced or too old: which of them it is would tell a stranger too much. */
export function LinkUnusable({ children }: LinkUnusableProps) {
  // Otherwise this would stand in the way of the form that asks for another link.
  useEffect(forgetLinkSecret, []);
  const { title, reasons } = sentences.mailLink.unusable;
  return (
    <div className="card p-6 sm:p-9">
      <Heading>{title}</Heading>
      <p className="mt-3 text-muted text-pretty">{reasons}</p>
      {children}
    </div>
  );
}
