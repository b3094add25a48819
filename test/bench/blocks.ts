/** How often the thread is looked at (ms). */
const every = 4;

/**
 * Watches how long this thread works without letting others in between, in CPU time: what other programs take of the machine doesn't count.
 * `stop` gives the longest stretch (ms).
 */
export function watchBlocks(): { stop(): number } {
  let longest = 0;
  let before = cpuMs();
  const look = () => {
    const now = cpuMs();
    longest = Math.max(longest, now - before);
    before = now;
  };
  const timer = setInterval(look, every);
  return {
    stop() {
      clearInterval(timer);
      look();
      return longest;
    },
  };
}

/** The CPU time of this thread (ms). */
export function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
