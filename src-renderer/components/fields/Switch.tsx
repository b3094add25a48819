import type { ReactNode } from 'react';
import { useId } from 'react';
import { Switch as Radix } from 'radix-ui';
import { Tooltip } from '../overlays/Tooltip.tsx';
import css from './Switch.module.css';

interface SwitchProps {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabledReason?: string | null | undefined;
  busy?: boolean;
}

/** On or off, with its label at its left and its hint under it. */
export function Switch({ label, hint, checked, onChange, disabledReason = null, busy = false }: SwitchProps) {
  const id = useId();
  const described = [
    hint === undefined ? null : `${id}-hint`,
    disabledReason === null ? null : `${id}-reason`,
  ]
    .filter((part) => part !== null)
    .join(' ');
  const refused = disabledReason !== null || busy;
  const control = (
    <Radix.Root
      id={id}
      className={css.switch}
      checked={checked}
      onCheckedChange={(next) => {
        if (!refused) onChange(next);
      }}
      {...(refused ? { 'aria-disabled': true } : {})}
      {...(described === '' ? {} : { 'aria-describedby': described })}
    >
      <Radix.Thumb className={css.thumb} />
    </Radix.Root>
  );
  return (
    <div className={css.row}>
      <div className={css.words}>
        <label htmlFor={id} className={css.label}>
          {label}
        </label>
        {hint === undefined ? null : (
          <div id={`${id}-hint`} className={css.hint}>
            {hint}
          </div>
        )}
        {disabledReason === null ? null : (
          <div id={`${id}-reason`} className={css.hint}>
            {disabledReason}
          </div>
        )}
      </div>
      {disabledReason === null ? control : <Tooltip text={disabledReason}>{control}</Tooltip>}
    </div>
  );
}
