import type { ReactNode } from 'react';
import type { LucideIcon } from 'lucide-react';
import css from './Empty.module.css';

interface EmptyProps {
  icon: LucideIcon;
  title: string;
  text?: ReactNode;
  action?: ReactNode;
}

/** What a list shows when there is nothing in it: why, and the next step. */
export function Empty({ icon: Icon, title, text, action }: EmptyProps) {
  return (
    <div className={css.empty}>
      <Icon aria-hidden />
      <div className={css.title}>{title}</div>
      {text === undefined ? null : <div className={css.text}>{text}</div>}
      {action === undefined ? null : <div className={css.action}>{action}</div>}
    </div>
  );
}
