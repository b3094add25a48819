import type { AppStatus } from '../../src-preload/contract/app.ts';

/** The running Electron and the one that the lockfile names, where the running one is older; null: it's current. */
export function outdatedRuntime(running: string, wanted: string): AppStatus['outdatedRuntime'] {
  const [one, other] = [partsOf(running), partsOf(wanted)];
  const at = one.findIndex((part, index) => part !== other[index]);
  const older = at >= 0 && (one[at] ?? 0) < (other[at] ?? 0);
  return older ? { running, current: wanted } : null;
}

/** Major, minor, patch, and whether it's a release: a beta is older than the release of its number. */
function partsOf(version: string): number[] {
  const [numbers = '', beta] = version.split('-');
  return [...numbers.split('.').map(Number), beta === undefined ? 1 : 0];
}
