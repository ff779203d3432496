/** The mark: a key that lies in its latch. index.html and favicon.svg draw the same one. */
export function Logo() {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className="size-9 shrink-0">
      <rect width="32" height="32" rx="9" className="fill-accent" />
      <g className="fill-none stroke-on-accent" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round">
        <circle cx="12.2" cy="19.8" r="4.4" />
        <path d="M15.4 16.6 24 8M20.6 11.4l3 3" />
      </g>
    </svg>
  );
}
