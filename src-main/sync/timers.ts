/** Calls back once after `ms`; the returned function cancels it. */
export type SetTimer = (callback: () => void, ms: number) => () => void;

/** The real clock's timer. It never keeps the process alive. */
export const realTimer: SetTimer = (callback, ms) => {
  const handle = setTimeout(callback, Math.min(ms, 2 ** 31 - 1));
  handle.unref();
  return () => {
    clearTimeout(handle);
  };
};
