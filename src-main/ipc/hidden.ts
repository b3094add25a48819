import type { HiddenSince } from '../../src-preload/contract/freshness.ts';
import { moment } from '../time/words.ts';

/** "This copy is hidden: nobody could refresh it since 3 Sep 2026, 14:05." */
export const hiddenWords = ({ since }: HiddenSince): string =>
  `This copy is hidden: nobody could refresh it since ${moment(since)}.`;
