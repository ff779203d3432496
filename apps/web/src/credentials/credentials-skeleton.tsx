import { sentences } from '../sentences.ts';

/** As tall as the form that takes its place. */
export function CredentialsSkeleton() {
  return (
    <>
      <output className="sr-only">{sentences.credentials.loading}</output>
      <div aria-hidden className="skeleton grid gap-5">
        <span className="bone mt-6.5 h-12" />
        <span className="bone mt-6.5 h-12" />
        <span className="bone h-12 w-48" />
        <span className="bone h-11" />
      </div>
    </>
  );
}
