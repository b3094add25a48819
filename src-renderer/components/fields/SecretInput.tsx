import { useLayoutEffect, useRef, useState } from 'react';
import type { ComponentProps } from 'react';
import { Eye, EyeOff } from 'lucide-react';
import { IconButton } from '../IconButton.tsx';
import { TextInput } from './TextInput.tsx';
import css from './SecretInput.module.css';

interface SecretInputProps extends Omit<ComponentProps<'input'>, 'onChange' | 'type' | 'value'> {
  /** Named by the button that shows it: "token", "passphrase". */
  what: string;
  value: string;
  onChange: (value: string) => void;
}

/**
 * A secret being typed or pasted, hidden unless asked for. Its value may only live in component state, and the field is blanked with the
 * component: the browser keeps removed fields, and what was in them, for a while.
 */
export function SecretInput({ what, value, onChange, ...rest }: SecretInputProps) {
  const [shown, setShown] = useState(false);
  const row = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const input = row.current?.querySelector('input');
    return () => {
      if (!input) return;
      input.value = '';
      // React repeats the value there.
      input.removeAttribute('value');
    };
  }, []);
  return (
    <div ref={row} className={css.row}>
      <TextInput
        {...rest}
        mono
        type={shown ? 'text' : 'password'}
        autoCapitalize="off"
        className={css.input}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <IconButton
        className={css.eye}
        size="s"
        icon={shown ? EyeOff : Eye}
        label={shown ? `Hide the ${what}` : `Show the ${what}`}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
      />
    </div>
  );
}
