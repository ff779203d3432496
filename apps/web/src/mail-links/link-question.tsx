import { type ReactNode, useState } from 'react';
import { flushSync } from 'react-dom';
import { Notice } from '../controls/notice.tsx';
import { explain } from '../failures/explanation.ts';
import { focusHeading } from '../screen/focus-heading.ts';
import { Heading } from '../screen/heading.tsx';
import { forgetLinkSecret } from './link-secret.ts';

interface LinkQuestionProps {
  readonly title: string;
  readonly lead: string;
  /** What a yes brings about. */
  readonly consequence?: string;
  /** The last answer's error, if it failed. */
  readonly error: unknown;
  /** The answers. */
  readonly children: ReactNode;
}

/** What the link of a mail asks. */
export function LinkQuestion({ title, lead, consequence, error, children }: LinkQuestionProps) {
  return (
    <div className="card p-6 sm:p-9">
      <Heading>{title}</Heading>
      <p className="mt-3 text-muted text-pretty wrap-anywhere">{lead}</p>
      {consequence && <p className="mt-3 text-pretty">{consequence}</p>}
      {error !== null && (
        <Notice tone="problem" className="mt-6">
          {explain(error)}
        </Notice>
      )}
      <div className="mt-7 grid gap-3">{children}</div>
    </div>
  );
}

/** Whether the question is answered, and what notes that it is: the link is used up, and the focus goes to what was done. */
export function useLinkAnswered(): readonly [isAnswered: boolean, note: () => void] {
  const [isAnswered, setAnswered] = useState(false);
  const note = () => {
    forgetLinkSecret();
    flushSync(() => setAnswered(true));
    focusHeading();
  };
  return [isAnswered, note];
}
