interface HeadingProps {
  readonly children: string;
}

/** The h1 of a screen. It takes the focus when the screen changes. */
export function Heading({ children }: HeadingProps) {
  return (
    <h1 tabIndex={-1} className="font-semibold tracking-tight text-balance outline-none">
      {children}
    </h1>
  );
}
