import type { z } from 'zod';
import { knownValue, notReported, type Known } from '../../src-preload/shared/known.ts';
import { fromCells } from './known-cells.ts';

/** What the cell holds, or `fallback` where an earlier version wrote another shape: a fetch brings it again. */
export function readJson<T>(schema: z.ZodType<T>, text: string, fallback: T): T {
  const read = schema.safeParse(JSON.parse(text));
  return read.success ? read.data : fallback;
}

/** The text of a known value; its state is the other cell's. */
export const jsonCell = (item: Known<unknown>): string | null =>
  item.state === 'known' ? JSON.stringify(item.value) : null;

export function fromJsonCells<T>(schema: z.ZodType<T>, state: number, text: string | null): Known<T> {
  const item = fromCells(state, text);
  if (item.state !== 'known') return item;
  const read = schema.safeParse(JSON.parse(item.value));
  return read.success ? knownValue(read.data) : notReported;
}
