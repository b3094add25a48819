import type { Known } from '../../src-preload/shared/known.ts';

/** What stands for a text that a system reports, has none of, or doesn't report. */
export function knownText(value: Known<string>): string {
  if (value.state === 'known') return value.value;
  return value.state === 'none' ? 'None' : 'Not reported';
}
