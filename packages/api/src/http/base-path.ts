/**
 * The path below which this server answers, without a slash at its end: `/account`, or empty. The public URL contains it, so
 * that whatever knows the address also knows the path.
 */
export const basePathOf = ({ pathname }: Pick<URL, 'pathname'>): string => (pathname === '/' ? '' : pathname);
