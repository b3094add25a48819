import { formatDateTimeWithZone, relativeTime } from '../../src-preload/shared/format/dates.ts';
import { useNow } from '../stores/clock.ts';

/** "3 min ago", moving on by itself; the exact time on hover. `at` is epoch ms. */
export function RelativeTime({ at }: { at: number }) {
  const now = useNow();
  const exact = formatDateTimeWithZone(at);
  return (
    <time title={exact} {...(Number.isFinite(at) ? { dateTime: new Date(at).toISOString() } : {})}>
      {relativeTime(at, now)}
    </time>
  );
}
