import { type ReactNode, useRef } from 'react';
import { useFocusHeir } from './use-focus-heir.ts';

interface OthersActionProps {
  readonly children: ReactNode;
}

/** The button beside the heading. It goes with the last session, and must not take the focus with it. */
export function OthersAction({ children }: OthersActionProps) {
  const place = useRef<HTMLDivElement>(null);
  useFocusHeir(place);
  return <div ref={place}>{children}</div>;
}
