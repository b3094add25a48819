import { bandOf } from '../../src-preload/shared/age.ts';
import { isoTime } from './cells.ts';
import type { Report, ReportSource } from './report.ts';

const bandWords = {
  fresh: 'less than 15 minutes old',
  today: 'less than a day old',
  week: 'up to a week old',
  old: 'more than a week old',
} as const;

/** "2026-11-22T08:05:00.000Z, less than a day old": how far a list may be trusted by its age. */
export function ageOf({ fetchedAt }: ReportSource, now: number): string {
  const band = bandOf(fetchedAt, now);
  if (fetchedAt === null || band === 'never') return 'never read';
  return band === 'unknown'
    ? 'age not known: the clock was set back since'
    : `${isoTime(fetchedAt)}, ${bandWords[band]}`;
}

/** "≥ 41" where records are missing. */
export const countWords = (count: number, complete: boolean): string => `${complete ? '' : '≥ '}${count}`;

export const completeWords = ({ complete }: Report): string =>
  complete ? 'yes' : 'no: records are missing, counts are at least so many';

/** What stands over the rows, whatever the format: what it is, from where, as of when, and whether it is all. */
export function headingOf(report: Report, now: number): { label: string; value: string }[] {
  return [
    { label: 'What', value: report.what },
    ...report.from,
    { label: 'Search', value: report.query === '' ? 'everything' : report.query },
    { label: 'Order', value: report.order },
    ...report.sources.flatMap((source) => [
      { label: `${source.what} as of`, value: ageOf(source, now) },
      ...(source.failed === null ? [] : [{ label: `${source.what}: last try failed`, value: source.failed }]),
      ...(source.unreadable > 0
        ? [{ label: `${source.what}: records left out`, value: String(source.unreadable) }]
        : []),
    ]),
    ...report.notes.map((value) => ({ label: 'Note', value })),
    { label: 'Complete', value: completeWords(report) },
    ...(report.matching === null
      ? []
      : [{ label: 'Rows', value: countWords(report.matching, report.complete) }]),
    { label: 'Written', value: isoTime(now) },
  ];
}
