import type { ReactNode } from 'react';
import { Button } from '../controls/button.tsx';
import { Heading } from '../screen/heading.tsx';
import { sentences } from '../sentences.ts';

interface LinkConfirmedProps {
  readonly pending: boolean;
  readonly problem: ReactNode;
  readonly onUndo: () => void;
}

/** Says what a yes has done, and takes it back for as long as this is open, or for some minutes. */
export function LinkConfirmed({ pending, problem, onUndo }: LinkConfirmedProps) {
  const { title, lead, undo } = sentences.newDevice.confirmed;
  return (
    <div className="card p-6 sm:p-9">
      <Heading>{title}</Heading>
      <p className="mt-3 text-pretty">{lead}</p>
      {problem}
      <Button className="mt-7 w-full" pending={pending} onClick={onUndo}>
        {undo}
      </Button>
    </div>
  );
}
