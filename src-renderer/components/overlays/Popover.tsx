import {
  cloneElement,
  useState,
  type ButtonHTMLAttributes,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
} from 'react';
import { Popover as Radix } from 'radix-ui';
import css from './Popover.module.css';

interface PopoverProps {
  /** The accessible name. */
  label: string;
  /** A Button or IconButton. */
  trigger: ReactElement<ButtonHTMLAttributes<HTMLButtonElement>>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
}

/**
 * A small panel at the button that opens it; Esc or a click beside it closes it. Until it is first opened it is that button alone, as a
 * menu is.
 */
export function Popover({ label, trigger, open, onOpenChange, children }: PopoverProps) {
  const [used, setUsed] = useState(open);
  if (open && !used) setUsed(true);
  if (!open && !used) {
    const { onClick } = trigger.props;
    return cloneElement(trigger, {
      'aria-haspopup': 'dialog',
      'aria-expanded': false,
      onClick: (event: MouseEvent<HTMLButtonElement>) => {
        onClick?.(event);
        onOpenChange(true);
      },
    });
  }
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className={css.content}
          aria-label={label}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          onInteractOutside={(event) => {
            const { target } = event;
            if (target instanceof Element && target.closest('[data-toaster]') !== null)
              event.preventDefault();
          }}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
