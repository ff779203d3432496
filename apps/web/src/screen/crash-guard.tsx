import { Component, type ReactNode } from 'react';
import { Button } from '../controls/button.tsx';
import { sentences } from '../sentences.ts';

interface CrashGuardProps {
  readonly children: ReactNode;
}

interface CrashGuardState {
  readonly hasCrashed: boolean;
}

/** Says so when the page itself fails, instead of leaving it blank. Only a class can catch what rendering throws. */
export class CrashGuard extends Component<CrashGuardProps, CrashGuardState> {
  override state: CrashGuardState = { hasCrashed: false };

  static getDerivedStateFromError(): CrashGuardState {
    return { hasCrashed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasCrashed) return this.props.children;
    const { title, lead, reload } = sentences.crashed;
    return (
      <main className="m-auto flex max-w-prose flex-col items-center gap-3 p-6 text-center">
        <h1 className="text-3xl font-semibold tracking-tight">{title}</h1>
        <p className="text-muted text-pretty">{lead}</p>
        <Button tone="primary" className="mt-3" onClick={() => window.location.reload()}>
          {reload}
        </Button>
      </main>
    );
  }
}
