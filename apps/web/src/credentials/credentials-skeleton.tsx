import { sentences } from '../sentences.ts';

/** As tall as the form that takes its place. */
export function CredentialsSkeleton() {
  return (
    <div role="status" className="skeleton grid gap-5">
      <span className="sr-only">{sentences.credentials.loading}</span>
      <span className="bone mt-6.5 h-12" />
      <span className="bone mt-6.5 h-12" />
      <span className="bone h-7 w-44" />
      <span className="bone h-12" />
    </div>
  );
}
