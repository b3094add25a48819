import type { Cell, ReportColumn } from './report.ts';

/** Epoch ms in ISO 8601; what no calendar has is said as it is. */
export const isoTime = (ms: number): string =>
  Number.isFinite(ms) && Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : 'unreadable time';

/** A cell as text for people: "none" and "not reported" are two different things. */
export function cellText(cell: Cell, { kind }: ReportColumn): string {
  switch (cell.state) {
    case 'none':
      return 'none';
    case 'not-reported':
      return 'not reported';
    case 'known':
      return kind === 'time' && typeof cell.value === 'number' ? isoTime(cell.value) : String(cell.value);
  }
}

/** A cell for machines: the value alone where it is always known, else with its state. */
export function cellJson(cell: Cell, { kind, plain }: ReportColumn): unknown {
  if (cell.state !== 'known') return { state: cell.state };
  const value = kind === 'time' && typeof cell.value === 'number' ? isoTime(cell.value) : cell.value;
  return plain ? value : { state: 'known', value };
}
