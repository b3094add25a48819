import type { ComponentProps } from 'react';
import css from './TextInput.module.css';

interface TextInputProps extends ComponentProps<'input'> {
  /** For addresses, tokens and other text where every character counts. */
  mono?: boolean;
}

export function TextInput({ mono = false, className, ...rest }: TextInputProps) {
  return (
    <input
      type="text"
      autoComplete="off"
      spellCheck={false}
      {...rest}
      className={[css.input, mono ? css.mono : '', className].filter(Boolean).join(' ')}
    />
  );
}
