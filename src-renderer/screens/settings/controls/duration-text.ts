import { plural } from '../../../../src-preload/shared/format/numbers.ts';

/** "5 min", "1 hour", "4 hours". */
export const durationText = (minutes: number): string =>
  minutes % 60 === 0 ? plural(minutes / 60, 'hour') : `${minutes} min`;
