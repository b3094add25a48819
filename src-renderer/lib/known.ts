import type { Known } from '../../src-preload/contract/known.ts';

// As the contract's, whose module would bring the whole schema library into the window.
/** The value, or `fallback` where there is none or it isn't reported. */
export const valueOr = <T, F>(item: Known<T>, fallback: F): T | F =>
  item.state === 'known' ? item.value : fallback;
