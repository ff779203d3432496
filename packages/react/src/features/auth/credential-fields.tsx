import { Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, useEffect, useRef, useState } from 'react';
import { useAuth } from '../../api/queries.ts';
import { messages } from '../../i18n/messages.ts';
import { Field } from '../../ui/field.tsx';
import { keepTypedEmail } from './credentials.ts';

interface EmailFieldProps extends Pick<ComponentProps<typeof Field>, 'problem' | 'problemLink'> {
  readonly email: string;
  readonly onChange: (email: string) => void;
}

/** The e-mail field. Its text is shared by the forms for signing in, signing up and recovery. */
export function EmailField({ email, onChange, ...rest }: EmailFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  // Focuses the field on a page that was just loaded. After a change of screens the heading has the focus.
  useEffect(() => {
    if (document.activeElement === document.body) input.current?.focus();
  }, []);
  return (
    <Field
      {...rest}
      ref={input}
      label={messages.credentials.email}
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

/** Tells password managers which account a password in the same form belongs to. */
export function AccountName() {
  const email = useAuth().data?.user?.email;
  return <input hidden readOnly name="email" autoComplete="username" value={email ?? ''} />;
}

interface PasswordFieldProps extends Omit<ComponentProps<typeof Field>, 'label' | 'type' | 'end'> {
  readonly label?: string;
}

export function PasswordField({ label = messages.credentials.password, ...props }: PasswordFieldProps) {
  const [isShown, setShown] = useState(false);
  const { showPassword, hidePassword } = messages.credentials;
  const Icon = isShown ? EyeOff : Eye;
  return (
    <Field
      {...props}
      label={label}
      type={isShown ? 'text' : 'password'}
      end={
        <button
          type="button"
          aria-label={isShown ? hidePassword : showPassword}
          onClick={() => setShown(!isShown)}
          className="reveal"
        >
          <Icon aria-hidden size={20} strokeWidth={1.75} />
        </button>
      }
    />
  );
}
