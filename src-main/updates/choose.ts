import { createHash } from 'node:crypto';
import type { Manifest, ReleaseFile } from './manifest.ts';

/** The installation that asks. */
export interface Installation {
  version: string;
  platform: NodeJS.Platform;
  arch: string;
  /** A random name of this installation, which never leaves the computer. */
  id: string;
}

/** The file of a release for this installation; null where it isn't newer, isn't for this system or isn't offered to it yet. */
export function fileFor(release: Manifest, installation: Installation): ReleaseFile | null {
  if (compareVersions(release.version, installation.version) <= 0) return null;
  if (shareOf(installation.id, release.version) >= release.rollout) return null;
  const found = release.files.find(
    ({ platform, arch }) =>
      platform === installation.platform && (arch === installation.arch || arch === 'universal'),
  );
  return found ?? null;
}

/** Where among a hundred this installation stands for a version: the same at each check, another for each version. */
export const shareOf = (id: string, version: string): number =>
  createHash('sha256').update(`${id} ${version}`).digest().readUInt32BE(0) % 100;

/** By the rules of semver.org: below zero where `one` is older. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [partsOf(one), partsOf(other)];
  for (const [index, number] of a.numbers.entries()) {
    const difference = number - (b.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  if (a.early.length === 0 || b.early.length === 0) return b.early.length - a.early.length;
  for (let index = 0; index < Math.max(a.early.length, b.early.length); index += 1) {
    const [left, right] = [a.early[index], b.early[index]];
    if (left === undefined) return -1;
    if (right === undefined) return 1;
    if (left === right) continue;
    const [leftNumber, rightNumber] = [/^\d+$/.test(left), /^\d+$/.test(right)];
    if (leftNumber && rightNumber) return Number(left) - Number(right);
    if (leftNumber !== rightNumber) return leftNumber ? -1 : 1;
    return left < right ? -1 : 1;
  }
  return 0;
}

function partsOf(version: string): { numbers: number[]; early: string[] } {
  const at = version.indexOf('-');
  const numbers = (at < 0 ? version : version.slice(0, at)).split('.').map(Number);
  return { numbers, early: at < 0 ? [] : version.slice(at + 1).split('.') };
}
