import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const packageIn = (folder: string, ending: '.deb' | '.rpm') =>
  join(folder, readdirSync(folder).find((name) => name.endsWith(ending)) ?? '');

export const digest = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

export interface RunningProcess {
  command: string;
  /** What the kernel says of it. */
  status: string;
}

/** The processes that a program has started, with what the kernel says of them. */
export function processesOf(parent: ChildProcess): RunningProcess[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const status = readFileSync(`/proc/${pid}/status`, 'utf8');
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return [{ pid: Number(pid), parent: Number(/^PPid:\t(\d+)/m.exec(status)?.[1]), status, command }];
      } catch {
        // It ended meanwhile.
        return [];
      }
    });
  const below = new Set([parent.pid]);
  let size = 0;
  while (size !== below.size) {
    size = below.size;
    for (const one of all) if (below.has(one.parent)) below.add(one.pid);
  }
  return all.filter(({ pid }) => below.has(pid));
}

/** Whether system calls of every page go through a filter, which only Chromium's sandbox installs, and whether one was told not to use it. */
export function sandboxOf(processes: readonly RunningProcess[]): { filtered: boolean; switchedOff: boolean } {
  const pages = processes.filter(({ command }) => command.includes('--type=renderer'));
  return {
    filtered: pages.length > 0 && pages.every(({ status }) => /^Seccomp:\t2/m.test(status)),
    switchedOff: pages.some(({ command }) => command.includes('--no-sandbox')),
  };
}
