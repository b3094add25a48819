import type { ReactNode } from 'react';
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import css from './Note.module.css';

interface NoteProps {
  tone?: 'info' | 'warn' | 'bad';
  title?: ReactNode;
  action?: ReactNode;
  /** `alert` for what just went wrong, so that a screen reader says it at once. */
  role?: 'alert' | 'status' | 'note';
  children?: ReactNode;
}

const icons = { info: Info, warn: TriangleAlert, bad: CircleAlert };

/** A paragraph that must be seen: what it is about in the title, what to do in the action. */
export function Note({ tone = 'info', title, action, role, children }: NoteProps) {
  const Icon = icons[tone];
  return (
    <div className={`${css.note} ${css[tone]}`} role={role}>
      <Icon aria-hidden />
      <div className={css.words}>
        {title === undefined ? null : <div className={css.title}>{title}</div>}
        {children}
      </div>
      {action === undefined ? null : <div className={css.action}>{action}</div>}
    </div>
  );
}
