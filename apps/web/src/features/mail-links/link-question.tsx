import { type ReactNode, useState } from 'react';
import { flushSync } from 'react-dom';
import { messages } from '@latchkey/react/i18n/messages.ts';
import { basePath } from '../../layout/base-path.ts';
import { routes } from '../../layout/routes.ts';
import { Heading } from '../../layout/screen.tsx';
import { explainError } from '@latchkey/react/ui/explain-error.ts';
import { focusHeading } from '@latchkey/react/ui/focus.ts';
import { Notice } from '@latchkey/react/ui/notice.tsx';
import { forgetLinkSecret } from './link-secret.ts';

interface LinkQuestionProps {
  readonly title: string;
  readonly lead: string;
  /** What happens after a yes. */
  readonly consequence?: string;
  /** The error of the last answer, or null. */
  readonly error: unknown;
  /** The buttons. */
  readonly children: ReactNode;
}

/** A question that a mail's link leads to. */
export function LinkQuestion({ title, lead, consequence, error, children }: LinkQuestionProps) {
  return (
    <div className="card p-6 sm:p-9">
      <Heading>{title}</Heading>
      <p className="mt-3 text-muted text-pretty wrap-anywhere">{lead}</p>
      {consequence && <p className="mt-3 text-pretty">{consequence}</p>}
      {error !== null && (
        <Notice tone="problem" className="mt-6">
          {explainError(error)}
        </Notice>
      )}
      <div className="mt-7 grid gap-3">{children}</div>
    </div>
  );
}

/**
 * Whether the question has been answered, and a function for its success: it deletes the link's secret and focuses the heading.
 */
export function useLinkAnswered(): readonly [isAnswered: boolean, note: () => void] {
  const [isAnswered, setAnswered] = useState(false);
  const note = () => {
    forgetLinkSecret();
    flushSync(() => setAnswered(true));
    focusHeading();
  };
  return [isAnswered, note];
}

interface NotMineLinkProps {
  readonly link: string;
}

/** The link for a recipient who does not own the account. The secret is in the hash, from where that screen takes it. */
export function NotMineLink({ link }: NotMineLinkProps) {
  return (
    <a
      href={`${basePath}${routes.notMine}#${link}`}
      className="button border border-line-strong bg-surface text-ink hover:border-accent hover:bg-accent-faint"
    >
      {messages.verification.notMine}
    </a>
  );
}
