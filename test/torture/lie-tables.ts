import { changes, readings, type Cell, type Wanted } from '../contract/lies/cells.ts';
import { changingLies } from '../contract/lies/changing-lies.ts';
import type { Ground } from '../contract/lies/ground.ts';
import { readingLies } from '../contract/lies/reading-lies.ts';

/** The tables of lies, each as the cells that it gives about a system. */
export const lieTables: Readonly<Record<string, (ground: Ground, wanted: Wanted) => AsyncGenerator<Cell>>> = {
  reading: (ground, wanted) => readings(ground, readingLies, wanted),
  changing: (ground, wanted) => changes(ground, changingLies, { everywhere: true, wanted }),
};

export const lieCount = readingLies.length + changingLies.length;
