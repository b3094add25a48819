export interface Locks {
  /** Runs `work` alone among all that hold one of these keys, in the order of asking. */
  hold<T>(keys: readonly string[], work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is held. */
  idle(): Promise<void>;
}

export function createLocks(): Locks {
  const last = new Map<string, Promise<unknown>>();
  const held = new Set<Promise<unknown>>();
  return {
    async hold(keys, work) {
      const unique = [...new Set(keys)];
      const before = unique.map((key) => last.get(key) ?? Promise.resolve());
      const mine = Promise.allSettled(before).then(work);
      for (const key of unique) last.set(key, mine);
      held.add(mine);
      try {
        return await mine;
      } finally {
        held.delete(mine);
        for (const key of unique) if (last.get(key) === mine) last.delete(key);
      }
    },
    async idle() {
      await Promise.allSettled([...held]);
    },
  };
}
