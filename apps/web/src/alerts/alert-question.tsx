import { useLayoutEffect, useRef } from 'react';
import { Button } from '../controls/button.tsx';
import { focusHeading } from '../screen/focus-heading.ts';
import { sentences } from '../sentences.ts';
import { AlertFacts } from './alert-facts.tsx';
import type { Denied } from './denied-dialog.tsx';
import type { SignInAlert } from './sign-in-alert.ts';
import { useAnswer } from './use-answer.ts';

interface AlertQuestionProps {
  readonly alert: SignInAlert;
  readonly now: Date;
  /** What its buttons are named by. */
  readonly label: string;
  /** Whether it has stood where it stands for long enough to be the one that is meant. */
  readonly isSettled: () => boolean;
  readonly onAnswered: () => void;
  readonly onDenied: (denied: Denied) => void;
}

/** One new device, and the two answers. */
export function AlertQuestion({ alert, now, label, isSettled, onAnswered, onDenied }: AlertQuestionProps) {
  const row = useRef<HTMLLIElement>(null);
  const { mutate, isPending, variables } = useAnswer(alert, { onAnswered, onDenied });
  const { yes, yesOf, no, noOf, noGone, noGoneOf } = sentences.alerts;
  const isDenying = isPending && variables.answer === 'denied';

  const give = (answer: 'confirmed' | 'denied') => {
    if (!isPending && isSettled()) mutate({ id: alert.id, answer });
  };

  // An answered question goes, and its button must not take the focus with it: what is asked beside it inherits that.
  useLayoutEffect(() => {
    const held = row.current;
    return () => {
      if (!held?.contains(document.activeElement)) return;
      const heading = held.closest('section')?.querySelector<HTMLElement>('h2');
      queueMicrotask(() => (heading?.isConnected ? heading.focus() : focusHeading()));
    };
  }, []);

  return (
    <li ref={row} className="row">
      <div className="row-body sm:grid-cols-[1fr_auto]! sm:ps-23!">
        <AlertFacts alert={alert} now={now} />
        <div className="flex flex-wrap gap-3 max-sm:col-span-2 max-sm:grid max-sm:grid-cols-1">
          <Button aria-label={yesOf(label)} pending={isPending && !isDenying} onClick={() => give('confirmed')}>
            {yes}
          </Button>
          <Button
            aria-label={alert.isLive ? noOf(label) : noGoneOf(label)}
            pending={isDenying}
            onClick={() => give('denied')}
          >
            {alert.isLive ? no : noGone}
          </Button>
        </div>
      </div>
    </li>
  );
}
