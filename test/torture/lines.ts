import { writeSync } from 'node:fs';
import type { ItemState } from '../../src-preload/contract/plan.ts';
import { codeOf } from '../../src-main/base/atomic-file.ts';

/**
 * What a child says, one line of JSON each, written before the child goes on: whatever stands here was acknowledged, however the child
 * ended. `key` names a list: `workspaces`, `members ID`, `tokens ID`.
 */
export type Line =
  | { is: 'opened'; mode: string; notices: string[] }
  | { is: 'refused'; what: string; kind: string; sentence: string }
  | { is: 'connected'; label: string; connectionId: string }
  | { is: 'looping'; connectionId: string }
  | { is: 'fetched'; connectionId: string; key: string; at: number }
  | { is: 'planned'; connectionId: string; planId: string }
  | { is: 'discarding'; planId: string }
  | { is: 'discarded'; planId: string }
  | {
      is: 'applied';
      connectionId: string;
      planId: string;
      status: string;
      states: Record<string, ItemState['state']>;
    }
  | { is: 'saved'; n: number }
  | { is: 'erasing'; connectionId: string }
  | { is: 'erased'; connectionId: string }
  | { is: 'problem'; words: string }
  | { is: 'closed' };

/** Writes one line to standard output and returns when the system has it. */
export function say(line: Line): void {
  let rest = Buffer.from(`${JSON.stringify(line)}\n`);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(1, rest));
    } catch (cause) {
      // The reader is behind.
      if (codeOf(cause) !== 'EAGAIN') throw cause;
    }
  }
}

/** The whole lines of what was said. The last one may have been cut by the end of the child. */
export function readLines(text: string): Line[] {
  return text
    .split('\n')
    .slice(0, -1)
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);
}
