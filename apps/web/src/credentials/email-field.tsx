import { type ComponentProps, useEffect, useRef } from 'react';
import { sentences } from '../sentences.ts';
import { Field } from './field.tsx';
import { keepTypedEmail } from './typed-email.ts';

interface EmailFieldProps extends Pick<ComponentProps<typeof Field>, 'problem' | 'wayOut'> {
  readonly email: string;
  readonly onChange: (email: string) => void;
}

/** The address of an account. What is typed here stands in the next form that asks for it, too. */
export function EmailField({ email, onChange, ...rest }: EmailFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  // On a page that has just been opened nothing has the focus yet; on one that took over from another, its heading has it.
  useEffect(() => {
    if (document.activeElement === document.body) input.current?.focus();
  }, []);
  return (
    <Field
      {...rest}
      ref={input}
      label={sentences.credentials.email}
      type="email"
      name="email"
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      required
      maxLength={254}
      value={email}
      onChange={({ target }) => {
        keepTypedEmail(target.value);
        onChange(target.value);
      }}
    />
  );
}
