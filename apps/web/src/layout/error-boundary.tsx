import { Component, type ReactNode } from 'react';
import { Button } from '@latchkey/react/ui/button.tsx';
import { messages } from '@latchkey/react/i18n/messages.ts';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly hasCrashed: boolean;
}

/** Shows a message and a reload button when rendering throws. It is a class because React has no hook for that. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { hasCrashed: false };

  static getDerivedStateFromError(): ErrorBoundaryState {
    return { hasCrashed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasCrashed) return this.props.children;
    const { title, lead, reload } = messages.crashed;
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
