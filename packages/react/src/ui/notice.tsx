import { CircleAlert, Info } from 'lucide-react';
import type { ComponentProps } from 'react';

interface NoticeProps extends ComponentProps<'div'> {
  readonly tone: 'calm' | 'problem';
}

/** A highlighted sentence: calm ones are a status, problems an alert. */
export function Notice({ tone, className = '', children, ...rest }: NoticeProps) {
  const Icon = tone === 'calm' ? Info : CircleAlert;
  const colors = tone === 'calm' ? 'bg-accent-faint text-ink' : 'bg-problem-faint text-problem';
  return (
    <div
      role={tone === 'calm' ? 'status' : 'alert'}
      {...rest}
      className={`flex gap-3 rounded-xl px-4 py-3 text-sm text-pretty ${colors} ${className}`}
    >
      <Icon aria-hidden size={18} className="mt-px shrink-0" />
      <p>{children}</p>
    </div>
  );
}
