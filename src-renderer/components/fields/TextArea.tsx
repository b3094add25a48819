import type { ComponentProps } from 'react';
import css from './TextInput.module.css';

export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea rows={3} {...rest} className={[css.input, className].filter(Boolean).join(' ')} />;
}
