import type { ReactNode } from 'react';
import { useId } from 'react';
import css from './Field.module.css';

/** Spread onto the input: ties it to its label, hint and error. */
export interface FieldAria {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
}

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | null | undefined;
  children: (aria: FieldAria) => ReactNode;
}

/** A labelled input: `<Field label="Name">{(aria) => <TextInput {...aria} …/>}</Field>`. */
export function Field({ label, hint, error = null, children }: FieldProps) {
  const id = useId();
  const described = [hint === undefined ? null : `${id}-hint`, error === null ? null : `${id}-error`]
    .filter((part) => part !== null)
    .join(' ');
  const aria: FieldAria = {
    id,
    ...(described === '' ? {} : { 'aria-describedby': described }),
    ...(error === null ? {} : { 'aria-invalid': true }),
  };
  return (
    <div className={css.field}>
      <label htmlFor={id} className={css.label}>
        {label}
      </label>
      {children(aria)}
      {error === null ? null : (
        <div id={`${id}-error`} className={css.error} role="alert">
          {error}
        </div>
      )}
      {hint === undefined ? null : (
        <div id={`${id}-hint`} className={css.hint}>
          {hint}
        </div>
      )}
    </div>
  );
}
