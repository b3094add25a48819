import type { ComponentProps, MouseEvent } from 'react';
import { useId, useMemo } from 'react';
import type { LucideIcon } from 'lucide-react';
import { LoaderCircle } from 'lucide-react';
import { Tooltip } from './overlays/Tooltip.tsx';
import css from './IconButton.module.css';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'disabled' | 'children'> {
  /** The accessible name, and the tooltip. */
  label: string;
  icon: LucideIcon;
  size?: 'm' | 's';
  /** Keys shown in the tooltip after the label. */
  shortcut?: string;
  disabledReason?: string | null | undefined;
  busy?: boolean;
  side?: 'top' | 'right' | 'bottom' | 'left';
}

/** A button that is only an icon; its label is its tooltip. */
export function IconButton({
  label,
  icon: Icon,
  size = 'm',
  shortcut,
  disabledReason = null,
  busy = false,
  side = 'top',
  className,
  onClick,
  type = 'button',
  ...rest
}: IconButtonProps) {
  const reasonId = useId();
  // The same element each time, so that it isn't drawn again with the label.
  const drawn = useMemo(() => <Icon aria-hidden />, [Icon]);
  const refused = disabledReason !== null || busy;
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (refused) {
      event.preventDefault();
      return;
    }
    onClick?.(event);
  };
  const words = disabledReason === null ? label : `${label}: ${disabledReason}`;
  return (
    <>
      <Tooltip text={words} side={side} {...(shortcut === undefined ? {} : { shortcut })}>
        <button
          {...rest}
          type={type}
          aria-label={label}
          className={[css.button, css[size], className].filter(Boolean).join(' ')}
          onClick={press}
          {...(refused ? { 'aria-disabled': true } : {})}
          {...(busy ? { 'aria-busy': true } : {})}
          {...(disabledReason !== null ? { 'aria-describedby': reasonId } : {})}
        >
          {busy ? <LoaderCircle className={css.spin} aria-hidden /> : drawn}
        </button>
      </Tooltip>
      {disabledReason === null ? null : (
        <span id={reasonId} hidden>
          {disabledReason}
        </span>
      )}
    </>
  );
}
