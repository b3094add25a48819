/** What a run waits at before it sends more. */
export interface Pause {
  isSet(): boolean;
  set(): void;
  end(): void;
  /** Resolves at once where it isn't set, otherwise when it ends. */
  ended(): Promise<void>;
}

export function createPause(): Pause {
  let current: { ended: Promise<void>; end: () => void } | null = null;
  return {
    isSet: () => current !== null,
    set() {
      if (current !== null) return;
      let end: () => void = () => undefined;
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      current = { ended, end };
    },
    end() {
      current?.end();
      current = null;
    },
    ended: async () => current?.ended,
  };
}
