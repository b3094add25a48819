import type { ReactNode } from 'react';
import { Collapsible } from 'radix-ui';
import { ChevronRight } from 'lucide-react';
import css from './Disclosure.module.css';

interface DisclosureProps {
  label: string;
  /** Beside the label, while it is folded too. */
  remark?: ReactNode;
  /** At the other end of the line. */
  aside?: ReactNode;
  /** Without both it looks after itself. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
}

/** What few have to see, folded away behind its name. */
export function Disclosure({ label, remark, aside, children, ...state }: DisclosureProps) {
  return (
    <Collapsible.Root {...state}>
      <div className={css.line}>
        <Collapsible.Trigger className={css.unfold}>
          <ChevronRight aria-hidden />
          {label}
          {remark === undefined ? null : <span className={css.remark}>{remark}</span>}
        </Collapsible.Trigger>
        {aside}
      </div>
      <Collapsible.Content>{children}</Collapsible.Content>
    </Collapsible.Root>
  );
}
