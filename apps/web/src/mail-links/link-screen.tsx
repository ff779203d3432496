import type { ReactNode } from 'react';
import { Screen } from '../screen/screen.tsx';
import { useLinkSecret } from './link-secret.ts';

interface LinkScreenProps {
  readonly title: string;
  readonly children: (link: string) => ReactNode;
}

/** A screen that the link of a mail leads to. Another link in the same tab begins it anew. Opening it changes nothing. */
export function LinkScreen({ title, children }: LinkScreenProps) {
  const [link] = useLinkSecret();
  return (
    <Screen title={title}>
      <div key={link} className="mx-auto w-full max-w-xl px-4 pt-6 pb-16 sm:pt-12">
        {children(link)}
      </div>
    </Screen>
  );
}
