import { formatDate, formatDateTimeWithZone } from '../../src-preload/shared/format/dates.ts';

/** A point in time (epoch ms) as its date, or as `text`; the exact time and its zone on hover. */
export function Time({ at, text = formatDate(at) }: { at: number; text?: string }) {
  return (
    <time
      // Only when it's needed: lists scroll through thousands of them.
      onPointerEnter={({ currentTarget }) => {
        currentTarget.title = formatDateTimeWithZone(at);
      }}
    >
      {text}
    </time>
  );
}
