import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { CircleAlert } from 'lucide-react';
import type { z } from 'zod';
import type { inventoryCalls } from '../../../src-preload/contract/inventory.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { plural } from '../../../src-preload/shared/format/numbers.ts';
import { Button } from '../../components/Button.tsx';
import { DialogForm } from '../../components/DialogForm.tsx';
import { ListField } from '../../components/ListField.tsx';
import { Note } from '../../components/Note.tsx';
import { toast } from '../../stores/toasts.ts';
import { Disclosure } from '../../components/Disclosure.tsx';
import { columns, example } from './csv.ts';
import css from './inventory.module.css';

export interface InventoryTabProps {
  connectionId: string;
  onClose: () => void;
  /** At the left of the buttons. */
  left: ReactNode;
}

type Preview = z.infer<(typeof inventoryCalls)['preview']['output']>;

/** Typing waits this long (ms) before the list is read again. */
const pauseMs = 250;
/** More rows than anybody reads: the counts say the rest. */
const shownRows = 200;

/** What the newest text would do; an answer to an older one is dropped. */
function usePreview(connectionId: string, text: string) {
  const [preview, setPreview] = useState<Preview | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const asked = useRef(0);
  useEffect(() => {
    const mine = ++asked.current;
    if (text.trim() === '') {
      setPreview(null);
      setError(null);
      return undefined;
    }
    const timer = setTimeout(() => {
      void window.steward.inventory.preview({ connectionId, text }).then((read) => {
        if (mine !== asked.current) return;
        setPreview(read.ok ? read.value : null);
        setError(read.ok ? null : read.error);
      });
    }, pauseMs);
    return () => {
      clearTimeout(timer);
    };
  }, [connectionId, text]);
  return { preview, error };
}

function ColumnHelp({ onExample }: { onExample: (() => void) | null }) {
  return (
    <Disclosure
      label="Which columns there are"
      aside={
        onExample === null ? null : (
          <Button size="s" variant="quiet" onClick={onExample}>
            Put in an example
          </Button>
        )
      }
    >
      <dl className={css.columns}>
        {columns.map(({ id, header, about }) => (
          <div key={id}>
            <dt>{header}</dt>
            <dd>{about}</dd>
          </div>
        ))}
      </dl>
      <p className={css.dim}>
        The first line names the columns, in any order; only “organization” has to be there. Cells are parted
        by commas, semicolons or tabs, so rows copied from a spreadsheet work too. Recording the same again
        only renews its date.
      </p>
    </Disclosure>
  );
}

function Table({ rows }: { rows: Preview['rows'] }) {
  const used = columns.filter(({ id }) => rows.some((row) => row[id] !== ''));
  return (
    <div className={css.scroller} tabIndex={0} role="region" aria-label="What would be recorded">
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">What it does</th>
            {used.map(({ id, header }) => (
              <th key={id} scope="col">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shownRows).map((row) => (
            <tr key={row.line} className={row.problem === null ? '' : css.wrong}>
              <td className={css.line}>{row.line}</td>
              <td className={css.effect}>
                {row.problem === null ? (
                  row.effect
                ) : (
                  <span className={css.problem}>
                    <CircleAlert aria-hidden />
                    {row.problem}
                  </span>
                )}
              </td>
              {used.map(({ id }) => (
                <td key={id}>{row[id]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A pasted or opened list: what each row would do, then keeping those that are fine. */
export function FromList({ connectionId, onClose, left }: InventoryTabProps) {
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<AppError | null>(null);
  const { preview, error } = usePreview(connectionId, text);
  const rows = preview?.rows ?? [];
  const wrong = rows.filter(({ problem }) => problem !== null).length;
  const fine = rows.length - wrong;

  const keep = async () => {
    setBusy(true);
    const kept = await window.steward.inventory.import({ connectionId, text });
    setBusy(false);
    if (!kept.ok) {
      setRefused(kept.error);
      return;
    }
    const leftOut =
      kept.value.left === 0 ? '' : ` ${plural(kept.value.left, 'row was', 'rows were')} left out.`;
    toast(`${plural(kept.value.kept, 'row is', 'rows are')} recorded.${leftOut}`, { tone: 'ok' });
    onClose();
  };
  const reason =
    text.trim() === ''
      ? 'Paste or open a list first.'
      : preview === null
        ? 'The list is still being read.'
        : fine === 0
          ? 'No row of it can be kept as it is.'
          : null;
  return (
    <DialogForm
      errors={[error ?? refused]}
      reason={reason}
      busy={busy}
      submit={fine > 0 ? `Record ${plural(fine, 'row')}` : 'Record'}
      left={left}
      onSubmit={() => void keep()}
      onCancel={onClose}
    >
      <ListField
        hint="CSV, or rows copied from a spreadsheet."
        placeholder="organization,workspace,email,name,organization role,workspace role,key"
        rows={rows.length > 0 ? 4 : 7}
        value={text}
        onChange={setText}
        fileTitle="Open a list of what exists"
        onFile={setRefused}
      />
      <ColumnHelp onExample={text === '' ? () => setText(example) : null} />
      {preview?.problem === null || preview === null ? null : (
        <Note tone="bad" role="alert" title="The list can’t be read as it is.">
          {preview.problem}
        </Note>
      )}
      {rows.length === 0 ? null : (
        <div className={css.preview}>
          <p role="status" className={css.sum}>
            {plural(fine, 'row')} to record
            {wrong === 0
              ? ''
              : ` · ${plural(wrong, 'row has', 'rows have')} a problem and ${wrong === 1 ? 'stays' : 'stay'} out`}
            {rows.length > shownRows ? ` · the first ${shownRows} are shown` : ''}
          </p>
          <Table rows={rows} />
        </div>
      )}
    </DialogForm>
  );
}
