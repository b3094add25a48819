/** What a run waits at before it sends more. */
export interface Pause {
  isSet(): boolean;
  /** Resolves once nothing is on its way any longer: until then more is sent of what had begun. */
  set(): Promise<void>;
  end(): void;
  /** Resolves at once where it isn't set, otherwise when it ends. */
  ended(): Promise<void>;
  /** Does work that a pause lets come to its end. */
  during<T>(work: () => Promise<T>): Promise<T>;
}

export function createPause(): Pause {
  let current: { ended: Promise<void>; end: () => void } | null = null;
  let working = 0;
  let waiting: (() => void)[] = [];
  const tellAtRest = () => {
    for (const tell of waiting) tell();
    waiting = [];
  };
  return {
    isSet: () => current !== null,
    set() {
      if (current === null) {
        let end: () => void = () => undefined;
        const ended = new Promise<void>((resolve) => {
          end = resolve;
        });
        current = { ended, end };
      }
      return new Promise((resolve) => {
        if (working === 0) resolve();
        else waiting.push(resolve);
      });
    },
    end() {
      current?.end();
      current = null;
      tellAtRest();
    },
    ended: async () => current?.ended,
    async during(work) {
      working += 1;
      try {
        return await work();
      } finally {
        working -= 1;
        if (working === 0) tellAtRest();
      }
    },
  };
}
