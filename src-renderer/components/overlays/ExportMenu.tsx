import { Braces, Download, Printer, Sheet } from 'lucide-react';
import { memo, useRef, useState } from 'react';
import { maxPrintedRows } from '../../../src-preload/shared/limits.ts';
import type { ReportFormat, ReportList } from '../../../src-preload/contract/reports.ts';
import { formatNumber, plural } from '../../../src-preload/shared/format/numbers.ts';
import { IconButton } from '../IconButton.tsx';
import { Menu } from './Menu.tsx';
import { useOfferedVerbs } from '../../stores/verbs.ts';
import { toast } from '../../stores/toasts.ts';

/** Writes what a list shows to a file: its rows under a heading that says from where and as of when they are. */
export const ExportMenu = memo(AnyExportMenu);

function AnyExportMenu({
  of,
  columns,
  rows,
  complete,
  refused = null,
}: {
  of: () => ReportList;
  /** The ids of the columns that are shown; null: all there are. */
  columns: () => readonly string[] | null;
  /** How many rows it will have; null: not counted. */
  rows: number | null;
  /** False: there are at least so many. */
  complete: boolean;
  /** Why there is nothing to export, or null. */
  refused?: string | null;
}) {
  const [busy, setBusy] = useState(false);
  const said = rows === null ? 'all rows' : `${complete ? '' : '≥ '}${plural(rows, 'row')}`;
  const save = async (format: ReportFormat) => {
    setBusy(true);
    const shown = columns();
    const done = await window.steward.reports.save({
      of: of(),
      format,
      columns: shown === null ? null : [...shown],
    });
    setBusy(false);
    if (!done.ok) {
      toast(`${done.error.sentence} ${done.error.nextStep}`, { tone: 'bad' });
      return;
    }
    if (done.value === null) return;
    const { fileName, fileId, rows: written, complete: whole } = done.value;
    toast(`Exported ${whole ? '' : 'at least '}${plural(written, 'row')} to ${fileName}`, {
      tone: 'ok',
      action: {
        label: 'Show in folder',
        onSelect: () => void window.steward.reports.showInFolder({ fileId }),
      },
    });
  };
  const tooMany =
    rows !== null && rows > maxPrintedRows
      ? `A PDF can have up to ${formatNumber(maxPrintedRows)} rows. Narrow your search, or export CSV.`
      : null;
  const button = useRef<HTMLButtonElement>(null);
  useOfferedVerbs(() => [
    { label: 'Export…', icon: Download, disabledReason: refused, run: () => button.current?.click() },
  ]);
  return (
    <Menu
      trigger={
        <IconButton ref={button} icon={Download} label="Export" disabledReason={refused} busy={busy} />
      }
      items={[
        { label: `CSV, ${said}…`, icon: Sheet, onSelect: () => void save('csv') },
        { label: 'CSV, data only…', icon: Sheet, onSelect: () => void save('csv-data') },
        { label: `JSON, ${said}…`, icon: Braces, onSelect: () => void save('json') },
        { label: 'JSON, data only…', icon: Braces, onSelect: () => void save('json-data') },
        'separator',
        {
          label: `Print to PDF, ${said}…`,
          icon: Printer,
          disabledReason: tooMany,
          onSelect: () => void save('pdf'),
        },
      ]}
    />
  );
}
