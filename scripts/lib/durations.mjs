import { performance } from 'node:perf_hooks';

/** Keeps how long each thing that it is given takes, and shows it as a small table. */
export function createDurations(now = () => performance.now()) {
  /** @type {{ name: string, ms: number }[]} */
  const taken = [];
  const begun = now();
  return {
    /**
     * @template T
     * @param {string} name
     * @param {() => Promise<T>} run
     * @returns {Promise<T>}
     */
    async of(name, run) {
      const start = now();
      try {
        return await run();
      } finally {
        taken.push({ name, ms: now() - start });
      }
    },
    /** A line each in the order of their ends, and what passed since the beginning: some ran beside each other. */
    lines() {
      const rows = [...taken, { name: 'altogether', ms: now() - begun }];
      const width = Math.max(...rows.map(({ name }) => name.length));
      return rows.map(({ name, ms }) => `${name.padEnd(width)} ${`${Math.round(ms / 1000)} s`.padStart(7)}`);
    },
  };
}
