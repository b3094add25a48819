import type { CSSProperties } from 'react';
import css from './ProgressBar.module.css';

interface ProgressBarProps {
  /** What progresses, for screen readers. */
  label: string;
  done: number;
  /** What was begun and isn’t done yet: paler. */
  onTheWay?: number;
  total: number;
}

export function ProgressBar({ label, done, onTheWay = 0, total }: ProgressBarProps) {
  const max = Math.max(1, total);
  const reached: CSSProperties & { '--reached': string } = {
    '--reached': `${(100 * (done + onTheWay)) / max}%`,
  };
  return <progress className={css.bar} style={reached} aria-label={label} value={done} max={max} />;
}
