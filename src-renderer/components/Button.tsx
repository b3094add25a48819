import type { ComponentProps, MouseEvent } from 'react';
import { useId, useMemo } from 'react';
import type { LucideIcon } from 'lucide-react';
import { LoaderCircle } from 'lucide-react';
import { Tooltip } from './overlays/Tooltip.tsx';
import css from './Button.module.css';

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled'> {
  variant?: 'default' | 'primary' | 'danger' | 'quiet';
  size?: 'm' | 's';
  icon?: LucideIcon;
  /** Why it can't be pressed now: it stays focusable and says so. */
  disabledReason?: string | null | undefined;
  /** Its work is under way: shows a spinner and takes no second press. */
  busy?: boolean;
}

/** A button with words. Never `disabled` in the sense of HTML, which would hide the reason from the keyboard. */
export function Button({
  variant = 'default',
  size = 'm',
  icon: Icon,
  disabledReason = null,
  busy = false,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  const reasonId = useId();
  // The same element each time, so that it isn't drawn again with the words.
  const drawn = useMemo(() => (Icon === undefined ? null : <Icon aria-hidden />), [Icon]);
  const refused = disabledReason !== null || busy;
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (refused) {
      event.preventDefault();
      return;
    }
    onClick?.(event);
  };
  const button = (
    <button
      {...rest}
      type={type}
      className={[css.button, css[variant], css[size], className].filter(Boolean).join(' ')}
      onClick={press}
      {...(refused ? { 'aria-disabled': true } : {})}
      {...(busy ? { 'aria-busy': true } : {})}
      {...(disabledReason !== null ? { 'aria-describedby': reasonId } : {})}
    >
      {busy ? <LoaderCircle className={css.spin} aria-hidden /> : drawn}
      {children}
    </button>
  );
  if (disabledReason === null) return button;
  return (
    <>
      <Tooltip text={disabledReason}>{button}</Tooltip>
      <span id={reasonId} hidden>
        {disabledReason}
      </span>
    </>
  );
}
