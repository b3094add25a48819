import css from './ProgressBar.module.css';

interface ProgressBarProps {
  /** What progresses, for screen readers. */
  label: string;
  done: number;
  total: number;
}

export const ProgressBar = ({ label, done, total }: ProgressBarProps) => (
  <progress className={css.bar} aria-label={label} value={done} max={Math.max(1, total)} />
);
