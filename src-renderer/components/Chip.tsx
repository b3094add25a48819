import { useMemo, type ReactNode } from 'react';
import type { LucideIcon } from 'lucide-react';
import css from './Chip.module.css';

export type ChipTone = 'neutral' | 'production' | 'staging' | 'development' | 'role' | 'ok' | 'warn' | 'bad';

interface ChipProps {
  tone?: ChipTone;
  icon?: LucideIcon;
  children: ReactNode;
}

/** A word or two about a thing: a state, a role, a badge. Its tone never says more than its words. */
export function Chip({ tone = 'neutral', icon: Icon, children }: ChipProps) {
  // The same element each time, so that it isn't drawn again with the words.
  const drawn = useMemo(() => (Icon === undefined ? null : <Icon aria-hidden />), [Icon]);
  return (
    <span className={`${css.chip} ${css[tone]}`}>
      {drawn}
      {children}
    </span>
  );
}
