export interface Coalesced {
  (): void;
  cancel(): void;
}

/** A function that runs `act` once for all calls within `ms`: that long after the first of them. */
export function coalesce(ms: number, act: () => void): Coalesced {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const soon = () => {
    timer ??= setTimeout(() => {
      timer = null;
      act();
    }, ms);
  };
  const cancel = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  return Object.assign(soon, { cancel });
}
