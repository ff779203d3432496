import type { ComponentProps, MouseEvent } from 'react';
import { type ScreenName, useEmbedding } from './embedding.ts';

interface ScreenLinkProps extends Pick<ComponentProps<'a'>, 'className' | 'aria-label'> {
  readonly screen: ScreenName;
  readonly state?: URLSearchParams;
  readonly children: string;
}

const none = new URLSearchParams();

/** Whether a click opens the link in this tab. */
const isPlain = ({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent) =>
  button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey;

/** A link to a screen: a button where the screen has no address, and nothing where nothing leads there. */
export function ScreenLink({ screen, state = none, children, className = '', ...rest }: ScreenLinkProps) {
  const { navigation } = useEmbedding();
  if (navigation === null) return null;
  const href = navigation.hrefOf(screen, state);
  const open = () => navigation.open(screen, state);
  if (href === null)
    return (
      <button type="button" {...rest} className={className} onClick={open}>
        {children}
      </button>
    );
  return (
    <a
      href={href}
      {...rest}
      className={className}
      onClick={(event) => {
        if (!isPlain(event)) return;
        event.preventDefault();
        open();
      }}
    >
      {children}
    </a>
  );
}
