/**
 * The path below which this server answers, without a slash at its end: `/account`, or empty. The public URL contains it, so
 * that code with the address has the path too.
 */
export const basePathOf = ({ pathname }: Pick<URL, 'pathname'>): string => (pathname === '/' ? '' : pathname);
