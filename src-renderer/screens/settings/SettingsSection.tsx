import type { ReactNode } from 'react';
import css from './SettingsScreen.module.css';

interface SettingsSectionProps {
  title: string;
  /** At the right of the title. */
  action?: ReactNode;
  children: ReactNode;
}

export function SettingsSection({ title, action, children }: SettingsSectionProps) {
  return (
    <section className={css.section} aria-label={title}>
      <div className={css.heading}>
        <h3>{title}</h3>
        {action}
      </div>
      {children}
    </section>
  );
}
