import { ShieldCheck } from 'lucide-react';
import { sentences } from '../sentences.ts';

export function NoOtherSessions() {
  const { none, noneHint } = sentences.sessions;
  return (
    <div className="card flex flex-col items-center px-6 py-12 text-center">
      <ShieldCheck aria-hidden size={32} strokeWidth={1.5} className="mb-3 text-accent-text" />
      <p className="font-medium">{none}</p>
      <p className="text-muted">{noneHint}</p>
    </div>
  );
}
