import { readFileSync, readdirSync } from 'node:fs';

/* Figures of a process and all its descendants, as the kernel has them. Linux only. */

/** Of one clock tick, in ms: `sysconf(_SC_CLK_TCK)` is 100 on every Linux that Electron runs on. */
const tick = 10;

/** Proportional set size, in MiB: shared pages count once. */
export function pssOf(root: number): number {
  const sizes = familyOf(root).map((pid) =>
    Number(/^Pss:\s+(\d+)/m.exec(readProc(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0),
  );
  return sizes.reduce((sum, kib) => sum + kib, 0) / 1024;
}

/** Time on a processor since they started, in ms, that of children that ended included. */
export function cpuOf(root: number): number {
  const times = familyOf(root).map((pid) => {
    // After the command's name, which may hold anything: the state is the third field, utime, stime, cutime and cstime are 14 to 17.
    const fields = /\) (.*)$/s.exec(readProc(`/proc/${pid}/stat`))?.[1]?.split(' ') ?? [];
    return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0);
  });
  return times.reduce((sum, ticks) => sum + ticks, 0) * tick;
}

/** How long (ms) a program is given to come to rest. */
const longestStartMs = 60_000;

/** Waits until a process and all its descendants do next to nothing: the work of the start is over, in an app its refresh too. */
export async function untilAtRest(root: number): Promise<void> {
  const pause = 1000;
  const least = pause / 20;
  const until = Date.now() + longestStartMs;
  for (let before = -Infinity, now = cpuOf(root); now - before > least && Date.now() < until;) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    before = now;
    now = cpuOf(root);
  }
}

function familyOf(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = /^\d+ \(.*\) \S (\d+)/s.exec(readProc(`/proc/${name}/stat`))?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const isOurs = (pid: number): boolean => pid === root || (pid > 1 && isOurs(parents.get(pid) ?? 0));
  return [...parents.keys()].filter(isOurs);
}

function readProc(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // It ended meanwhile.
    return '';
  }
}
