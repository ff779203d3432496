import type { ComponentProps } from 'react';
import { sentences } from '../sentences.ts';
import { Field } from './field.tsx';
import { keepTypedEmail } from './typed-email.ts';

interface EmailFieldProps extends Pick<ComponentProps<typeof Field>, 'problem' | 'wayOut'> {
  readonly email: string;
  readonly onChange: (email: string) => void;
}

/** The address of an account. What is typed here stands in the next form that asks for it, too. */
export function EmailField({ email, onChange, ...rest }: EmailFieldProps) {
  return (
    <Field
      {...rest}
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
