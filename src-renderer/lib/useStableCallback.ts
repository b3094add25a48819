import { useCallback, useLayoutEffect, useRef } from 'react';

/**
 * The same function for the life of a component, which calls the newest one: what gets it needn't be drawn again because it changed.
 * For events only, not for what is called while drawing.
 */
export function useStableCallback<Args extends unknown[], Result>(
  callback: (...args: Args) => Result,
): (...args: Args) => Result {
  const newest = useRef(callback);
  useLayoutEffect(() => {
    newest.current = callback;
  });
  return useCallback((...args) => newest.current(...args), []);
}
