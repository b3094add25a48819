import type { ReactNode } from 'react';
import { useId } from 'react';
import { Checkbox as Radix } from 'radix-ui';
import { Check, Minus } from 'lucide-react';
import css from './Checkbox.module.css';

interface CheckboxProps {
  label: ReactNode;
  /** The label is only for screen readers (a cell of a table). */
  hideLabel?: boolean;
  checked: boolean | 'indeterminate';
  onChange: (checked: boolean) => void;
  /** -1: other keys than Tab lead to it. */
  tabIndex?: number;
}

export function Checkbox({ label, hideLabel = false, checked, onChange, tabIndex }: CheckboxProps) {
  const id = useId();
  return (
    <span className={css.row}>
      <Radix.Root
        id={id}
        className={css.box}
        checked={checked}
        onCheckedChange={(next) => onChange(next === true)}
        {...(tabIndex === undefined ? {} : { tabIndex })}
      >
        <Radix.Indicator className={css.mark}>
          {checked === 'indeterminate' ? <Minus aria-hidden /> : <Check aria-hidden />}
        </Radix.Indicator>
      </Radix.Root>
      <label htmlFor={id} className={hideLabel ? 'hidden-words' : css.label}>
        {label}
      </label>
    </span>
  );
}
