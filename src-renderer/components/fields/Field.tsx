import type { ReactNode } from 'react';
import { useId } from 'react';
import type { Dropped } from '../../../src-preload/shared/normalize.ts';
import { droppedText } from '../../lib/dropped-text.ts';
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
  /** What won't be sent of what was typed (normalize.ts). */
  dropped?: readonly Dropped[];
  children: (aria: FieldAria) => ReactNode;
}

/** A labelled input: `<Field label="Name">{(aria) => <TextInput {...aria} …/>}</Field>`. */
export function Field({ label, hint, error = null, dropped = [], children }: FieldProps) {
  const id = useId();
  const leftOut = droppedText(dropped);
  const described = [
    hint === undefined ? null : `${id}-hint`,
    error === null ? null : `${id}-error`,
    leftOut === null ? null : `${id}-dropped`,
  ]
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
      {leftOut === null ? null : (
        <div id={`${id}-dropped`} className={css.hint} role="status">
          {leftOut}
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
