import css from './Skeleton.module.css';

interface SkeletonProps {
  width?: number | string;
  height?: number;
  round?: boolean;
}

/** The place of something that is being read. */
export function Skeleton({ width = '100%', height = 10, round = false }: SkeletonProps) {
  return (
    <span
      aria-hidden
      className={css.skeleton}
      data-skeleton
      style={{ width: round ? height : width, height, ...(round ? { borderRadius: '50%' } : {}) }}
    />
  );
}

const widths = ['62%', '48%', '71%', '55%', '66%', '42%'];

/** Lines of different lengths, with words for who can't see them. */
export function SkeletonLines({ lines = 4, label = 'Loading' }: { lines?: number; label?: string }) {
  return (
    <div className={css.lines} role="status">
      <span className="hidden-words">{label}</span>
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} width={widths[index % widths.length] ?? '60%'} />
      ))}
    </div>
  );
}
