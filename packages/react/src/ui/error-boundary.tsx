import { Component, type ReactNode, Suspense } from 'react';
import { messages } from '../i18n/messages.ts';
import { Root } from '../embedding/root.tsx';
import { Button } from './button.tsx';
import { showToast } from './toasts.tsx';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
  /** In place of the children after an error. */
  readonly fallback?: ReactNode;
  readonly onFailed?: () => void;
}

interface ErrorBoundaryState {
  readonly hasFailed: boolean;
}

/**
 * Keeps an error, such as that of code that could not be loaded, from unmounting the page around it. It is a class because React
 * has no hook for that.
 */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { hasFailed: false };

  static getDerivedStateFromError(): ErrorBoundaryState {
    return { hasFailed: true };
  }

  override componentDidCatch() {
    this.props.onFailed?.();
  }

  override render(): ReactNode {
    return this.state.hasFailed ? this.props.fallback : this.props.children;
  }
}

/** The page knows no other way: a browser keeps the error of a module that it could not load. */
export const reloadPage = () => window.location.reload();

/** A part that says when it could not be loaded. */
export const PartBoundary = ({ children }: Pick<ErrorBoundaryProps, 'children'>) => (
  <ErrorBoundary fallback={<FailedPart />}>{children}</ErrorBoundary>
);

function FailedPart() {
  const { loadFailed, loadAgain } = messages.shell;
  return (
    <Root>
      <div role="alert" className="card flex flex-col items-start gap-3 p-6">
        <p>{loadFailed}</p>
        <Button onClick={reloadPage}>{loadAgain}</Button>
      </div>
    </Root>
  );
}

interface DialogBoundaryProps {
  /** The dialog, whose code is loaded on demand. */
  readonly children: ReactNode;
  readonly onClose: () => void;
}

/** Around an open dialog: closes it and says so when it could not be loaded. */
export function DialogBoundary({ children, onClose }: DialogBoundaryProps) {
  const onFailed = () => {
    const { loadFailed, loadAgain } = messages.shell;
    showToast({ id: 'load', tone: 'problem', text: loadFailed, action: { label: loadAgain, act: reloadPage } });
    onClose();
  };
  return (
    <ErrorBoundary onFailed={onFailed}>
      <Suspense>{children}</Suspense>
    </ErrorBoundary>
  );
}
