import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { shell } from 'electron';
import { mostPrinted } from '../../src-preload/shared/limits.ts';
import type { ReportFormat } from '../../src-preload/contract/reports.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { formatNumber } from '../../src-preload/shared/format/numbers.ts';
import { invalidError, plainError } from '../base/errors.ts';
import { csvOf } from '../files/report-csv.ts';
import { pdfOf } from '../files/electron-pdf.ts';
import { jsonOf } from '../files/report-json.ts';
import { htmlOf } from '../files/report-html.ts';
import type { Report } from '../files/report.ts';
import { wholeOf } from '../files/whole-report.ts';
import type { Context } from './context.ts';
import { writeChosen, type Dialogs } from '../files/electron-dialogs.ts';
import type { Handlers } from './handle.ts';
import { reportFor } from '../queries/reports/reports.ts';

const formats: Record<ReportFormat, { name: string; extension: string; title: string }> = {
  csv: { name: 'CSV', extension: 'csv', title: 'Export as CSV' },
  json: { name: 'JSON', extension: 'json', title: 'Export as JSON' },
  pdf: { name: 'PDF', extension: 'pdf', title: 'Print to a PDF' },
};

export function reportsHandlers(context: Context, dialogs: Pick<Dialogs, 'chooseFile'>): Handlers<'reports'> {
  /** Files that were written since the start, for showing them: a window names them only by these ids. */
  const written = new Map<string, string>();
  return {
    async save({ of, format, columns }) {
      const core = context.core();
      if (!core.ok) return core;
      const first = await reportFor(core.value, of, columns);
      if (!first.ok) return first;
      if (format === 'pdf' && (first.value.matching ?? 0) > mostPrinted) return fail(tooMany);
      const { name, extension, title } = formats[format];
      const path = await dialogs.chooseFile({
        title,
        defaultPath: `${fileNameOf(first.value.what)}-${new Date().toISOString().slice(0, 10)}.${extension}`,
        filters: [{ name, extensions: [extension] }],
      });
      if (path === null) return ok(null);
      const done = await wholeOf(
        () => reportFor(core.value, of, columns),
        (report) => write(path, format, report),
      );
      if (!done.ok) return done;
      const fileId = randomUUID();
      written.set(fileId, path);
      return ok({ ...done.value, fileName: basename(path), fileId });
    },
    showInFolder({ fileId }) {
      const path = written.get(fileId);
      if (path === undefined)
        return fail(plainError('not-found', 'That file was not written by Steward.', 'Export it again.'));
      shell.showItemInFolder(path);
      return ok(null);
    },
  };
}

const tooMany = invalidError(
  `A PDF has at most ${formatNumber(mostPrinted)} rows.`,
  'Search for fewer, or export CSV or JSON.',
);

async function write(path: string, format: ReportFormat, report: Report): Promise<Result<null>> {
  const now = Date.now();
  if (format === 'csv') return writeChosen(path, csvOf(report, now), 'The export');
  if (format === 'json') return writeChosen(path, jsonOf(report, now), 'The export');
  let html = '';
  let rows = 0;
  const counted = {
    ...report,
    async *pieces() {
      for await (const piece of report.pieces()) {
        rows += piece.length;
        if (rows > mostPrinted) return;
        yield piece;
      }
    },
  };
  for await (const piece of htmlOf(counted, now)) html += piece;
  if (rows > mostPrinted) return fail(tooMany);
  let pdf: Uint8Array;
  try {
    pdf = await pdfOf(html);
  } catch {
    return fail(plainError('not-supported', 'The PDF could not be made.', 'Export CSV or JSON instead.'));
  }
  return writeChosen(path, one(pdf), 'The PDF');
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield bytes;
}

/** "steward-members-of-payments" */
const fileNameOf = (what: string): string =>
  `steward-${what
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
    .slice(0, 80)}`;
