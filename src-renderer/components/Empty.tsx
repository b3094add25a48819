import type { ReactNode } from 'react';
import type { LucideIcon } from 'lucide-react';
import css from './Empty.module.css';

interface EmptyProps {
  icon: LucideIcon;
  title: string;
  /** Of its title, one below the heading it stands under. */
  level?: 2 | 3;
  text?: ReactNode;
  action?: ReactNode;
}

/** What a list shows when there is nothing in it: why, and the next step. */
export function Empty({ icon: Icon, title, level = 3, text, action }: EmptyProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <div className={css.empty}>
      <Icon aria-hidden />
      <Heading className={css.title}>{title}</Heading>
      {text === undefined ? null : <div className={css.text}>{text}</div>}
      {action === undefined ? null : <div className={css.action}>{action}</div>}
    </div>
  );
}
