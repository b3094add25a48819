import type { ReactNode } from 'react';
import { useId } from 'react';
import css from './Card.module.css';

interface CardProps {
  title: ReactNode;
  /** What is in it can't be taken back. */
  danger?: boolean;
  /** Takes the whole width where cards stand side by side. */
  whole?: boolean;
  children: ReactNode;
}

/** A part of a page in a frame of its own, named by its heading. */
export function Card({ title, danger = false, whole = false, children }: CardProps) {
  const id = useId();
  return (
    <section className={css.card} aria-labelledby={id} data-danger={danger} data-whole={whole}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
}
