import type { ReactNode } from 'react';
import css from './Page.module.css';

/** A screen of its own, in the middle of the window, outside the shell. */
export function Page({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={css.frame}>
      <main className={css.page}>
        <div className={css.product}>Steward</div>
        <h1 className={css.title}>{title}</h1>
        {children}
      </main>
    </div>
  );
}
