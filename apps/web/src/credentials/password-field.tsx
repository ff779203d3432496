import { Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, useState } from 'react';
import { sentences } from '../sentences.ts';
import { Field } from './field.tsx';

interface PasswordFieldProps extends Omit<ComponentProps<typeof Field>, 'label' | 'type' | 'end'> {
  readonly label?: string;
}

export function PasswordField({ label = sentences.credentials.password, ...props }: PasswordFieldProps) {
  const [isShown, setShown] = useState(false);
  const { showPassword, hidePassword } = sentences.credentials;
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
