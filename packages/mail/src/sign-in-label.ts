import type { SignInMethod } from '@latchkey/sessions/sessions/sign-in-method';
import { withoutLinks } from './device-label.ts';
import type { Messages } from './messages/en.ts';
import { isolated } from './text-direction.ts';

/**
 * How a user signed in: `your password and one-time code`, providers by their names, and names that an application made up
 * in quotes. Where the application says no more, its sign-in: `application` is its name, or null.
 */
export function signInLabel(
  methods: readonly SignInMethod[],
  application: string | null,
  { device: { quoted }, signInMethods: { by, kinds }, locale }: Messages,
): string {
  if (methods.length === 0) return withoutLinks(by(application && isolated(application)));
  const names = methods.map(({ kind, name = '' }) =>
    kind === 'brand' ? isolated(name) : kind === 'other' ? quoted(isolated(name)) : kinds[kind],
  );
  return withoutLinks(new Intl.ListFormat(locale).format(names));
}
