import { Component, type ReactNode, Suspense } from 'react';
import { Root } from '../embedding/root.tsx';
import { messages } from '../i18n/messages.ts';
import { Button } from './button.tsx';
import { explainError } from './explain-error.ts';
import { focusHeading } from './focus.ts';
import { showToast } from './toasts.tsx';

interface LoadingFailedProps {
  readonly title: string;
  readonly error: unknown;
  readonly pending: boolean;
  readonly retry: () => Promise<{ readonly isSuccess: boolean }>;
}

/** Shown instead of a screen's data when loading failed. Says why, and that the user is still signed in. */
export function LoadingFailed({ title, error, pending, retry }: LoadingFailedProps) {
  // This button disappears when the data arrives, so that the focus needs another place.
  const tryAgain = async () => {
    const { isSuccess } = await retry();
    if (isSuccess) focusHeading();
  };
  const { notSignedOut, retry: action, retrying } = messages.loading;
  return (
    <div className="card flex flex-col items-center px-6 py-12 text-center">
      <div role="alert">
        <h2 className="text-xl font-semibold tracking-tight">{title}</h2>
        <p className="mt-2 max-w-prose text-muted text-pretty">{`${explainError(error)} ${notSignedOut}`}</p>
      </div>
      <Button tone="primary" className="mt-6" pending={pending} onClick={() => void tryAgain()}>
        {pending ? retrying : action}
      </Button>
    </div>
  );
}

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
