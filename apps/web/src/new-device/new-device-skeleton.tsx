import { sentences } from '../sentences.ts';

/** The question's own layout without its words, so that nothing jumps when they come. */
export function NewDeviceSkeleton() {
  return (
    <>
      <output className="sr-only">{sentences.newDevice.loading}</output>
      <div aria-hidden className="card skeleton p-6 sm:p-9">
        <span className="bone h-8 w-56 max-w-full" />
        <span className="bone mt-4 h-4 w-full" />
        <span className="bone mt-7 h-24 w-full" />
        <span className="bone mt-7 h-11 w-full" />
      </div>
    </>
  );
}
