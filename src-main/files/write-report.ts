import { maxPrintedRows } from '../../src-preload/shared/limits.ts';
import type { ReportFormat } from '../../src-preload/contract/reports.ts';
import { fail, type Result } from '../../src-preload/shared/result.ts';
import { invalidError, plainError } from '../base/errors.ts';
import { csvOf } from './report-csv.ts';
import { htmlOf } from './report-html.ts';
import { jsonOf, jsonRowsOf } from './report-json.ts';
import type { Report } from './report.ts';
import { fileText } from './text.ts';
import { writeChosen } from './write-chosen.ts';

export const reportFormats: Record<ReportFormat, { name: string; extension: string; title: string }> = {
  csv: { name: 'CSV', extension: 'csv', title: 'Export as CSV' },
  'csv-data': { name: 'CSV', extension: 'csv', title: 'Export as CSV, data only' },
  json: { name: 'JSON', extension: 'json', title: 'Export as JSON' },
  'json-data': { name: 'JSON', extension: 'json', title: 'Export as JSON, data only' },
  pdf: { name: 'PDF', extension: 'pdf', title: 'Print to a PDF' },
};

export const tooManyToPrint = () =>
  invalidError(fileText.tooManyToPrint(maxPrintedRows), fileText.exportInstead);

/**
 * Writes a report; a failed write leaves nothing behind. `pdfOf` prints a page; it rejects where that fails. Errors: those of the disk, and a PDF that would
 * have too many rows or couldn't be made.
 */
export async function writeReport(
  path: string,
  format: ReportFormat,
  report: Report,
  pdfOf: (html: string) => Promise<Uint8Array>,
): Promise<Result<null>> {
  const now = Date.now();
  if (format !== 'pdf') return writeChosen(path, textOf(format, report, now), fileText.theExport);
  let html = '';
  let rows = 0;
  const counted = {
    ...report,
    async *pieces() {
      for await (const piece of report.pieces()) {
        rows += piece.length;
        if (rows > maxPrintedRows) return;
        yield piece;
      }
    },
  };
  for await (const piece of htmlOf(counted, now)) html += piece;
  if (rows > maxPrintedRows) return fail(tooManyToPrint());
  let pdf: Uint8Array;
  try {
    pdf = await pdfOf(html);
  } catch {
    return fail(plainError('not-supported', fileText.pdfFailed, fileText.exportCsvOrJson));
  }
  return writeChosen(path, one(pdf), fileText.thePdf);
}

function textOf(format: Exclude<ReportFormat, 'pdf'>, report: Report, now: number) {
  switch (format) {
    case 'csv':
      return csvOf(report, now);
    case 'csv-data':
      return csvOf(report, now, { dataOnly: true });
    case 'json':
      return jsonOf(report, now);
    case 'json-data':
      return jsonRowsOf(report);
  }
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield bytes;
}

/** "steward-members-of-payments-2026-11-22.csv" */
export const reportFileName = (what: string, format: ReportFormat, now: number): string => {
  const name = what
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
    .slice(0, 80);
  return `steward-${name}-${new Date(now).toISOString().slice(0, 10)}.${reportFormats[format].extension}`;
};
