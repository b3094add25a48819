import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { shell } from 'electron';
import { maxPrintedRows } from '../../src-preload/shared/limits.ts';
import { fail, ok } from '../../src-preload/shared/result.ts';
import { plainError } from '../base/errors.ts';
import type { Dialogs } from '../files/electron-dialogs.ts';
import { pdfOf } from '../files/electron-pdf.ts';
import { wholeReport } from '../files/whole-report.ts';
import { reportFileName, reportFormats, tooManyToPrint, writeReport } from '../files/write-report.ts';
import { reportFor } from '../queries/reports/reports.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { reportText } from './text.ts';
import { withCore } from './with-core.ts';

export function reportsHandlers(context: Context, dialogs: Pick<Dialogs, 'chooseFile'>): Handlers<'reports'> {
  const open = withCore(context);
  /** Files that were written since the start, for showing them: a window names them only by these ids. */
  const written = new Map<string, string>();
  return {
    save: open(async (core, { of, format, columns }) => {
      const first = await reportFor(core, of, columns);
      if (!first.ok) return first;
      const { what, matching } = first.value;
      if (format === 'pdf' && (matching ?? 0) > maxPrintedRows) return fail(tooManyToPrint());
      const { name, extension, title } = reportFormats[format];
      const path = await dialogs.chooseFile({
        title,
        defaultPath: reportFileName(what, format, Date.now()),
        filters: [{ name, extensions: [extension] }],
      });
      if (path === null) return ok(null);
      const done = await wholeReport(
        () => reportFor(core, of, columns),
        (report) => writeReport(path, format, report, pdfOf),
      );
      if (!done.ok) return done;
      const fileId = randomUUID();
      written.set(fileId, path);
      return ok({ ...done.value, fileName: basename(path), fileId });
    }),
    showInFolder({ fileId }) {
      const path = written.get(fileId);
      if (path === undefined)
        return fail(plainError('not-found', reportText.notOurs, reportText.exportAgain));
      shell.showItemInFolder(path);
      return ok(null);
    },
  };
}
