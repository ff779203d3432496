import { LoaderCircle } from 'lucide-react';
import type { ComponentProps, MouseEvent } from 'react';

interface ButtonProps extends ComponentProps<'button'> {
  /** Red marks what ends sessions: `ending` in a dialog, `endingQuiet` where there are many such buttons. */
  readonly tone?: 'primary' | 'quiet' | 'ending' | 'endingQuiet';
  /** Ignores clicks and shows a spinner, but keeps the button's place, size and focus. */
  readonly pending?: boolean;
}

const tones = {
  primary: 'bg-accent text-on-accent shadow-key hover:bg-accent-strong',
  ending: 'bg-problem text-on-accent shadow-key hover:brightness-90',
  endingQuiet: 'border border-edge bg-surface text-problem hover:border-problem hover:bg-problem-faint',
  quiet: 'border border-edge bg-surface text-ink hover:border-accent hover:bg-accent-faint',
};

export function Button({ tone = 'quiet', pending = false, className = '', onClick, children, ...rest }: ButtonProps) {
  const act = (event: MouseEvent<HTMLButtonElement>) => {
    // The second click of a double click was meant for the button that stood here before.
    if (pending || event.detail > 1) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={pending || undefined}
      onClick={act}
      className={`button ${tones[tone]} ${className}`}
    >
      <span className={pending ? 'opacity-0' : undefined}>{children}</span>
      {pending && <LoaderCircle aria-hidden size={18} className="absolute animate-spin" />}
    </button>
  );
}
