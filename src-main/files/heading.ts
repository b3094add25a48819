import { bandOf } from '../../src-preload/shared/age.ts';
import { isoTime } from './cells.ts';
import type { Report, ReportSource } from './report.ts';
import { headingText } from './text.ts';

/** "2026-11-22T08:05:00.000Z, less than a day old": how far a list may be trusted by its age. */
export function ageOf({ fetchedAt }: ReportSource, now: number): string {
  const band = bandOf(fetchedAt, now);
  if (fetchedAt === null || band === 'never') return headingText.neverFetched;
  return band === 'unknown' ? headingText.ageUnknown : `${isoTime(fetchedAt)}, ${headingText.ages[band]}`;
}

/** "≥ 41" where records are missing. */
export const countText = (count: number, complete: boolean): string => `${complete ? '' : '≥ '}${count}`;

export const completeText = ({ complete }: Report): string =>
  complete ? headingText.complete : headingText.incomplete;

/** What stands over the rows, whatever the format: what it is, from where, as of when, and whether it is all. */
export function headingOf(report: Report, now: number): { label: string; value: string }[] {
  return [
    { label: 'What', value: report.what },
    ...report.from,
    { label: 'Search', value: report.query === '' ? headingText.everything : report.query },
    { label: 'Order', value: report.order },
    ...report.sources.flatMap((source) => [
      { label: headingText.asOf(source.what), value: ageOf(source, now) },
      ...(source.failed === null
        ? []
        : [{ label: headingText.lastAttemptFailed(source.what), value: source.failed }]),
      ...(source.unreadable > 0
        ? [{ label: headingText.leftOut(source.what), value: String(source.unreadable) }]
        : []),
    ]),
    ...report.notes.map((value) => ({ label: 'Note', value })),
    { label: 'Complete', value: completeText(report) },
    ...(report.matching === null
      ? []
      : [{ label: 'Rows', value: countText(report.matching, report.complete) }]),
    { label: 'Written', value: isoTime(now) },
  ];
}
