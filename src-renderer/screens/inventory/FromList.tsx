import type { ReactNode } from 'react';
import { useState } from 'react';
import { CircleAlert } from 'lucide-react';
import type { z } from 'zod';
import type { inventoryCalls } from '../../../src-preload/contract/inventory.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { plural } from '../../../src-preload/shared/format/numbers.ts';
import { Button } from '../../components/Button.tsx';
import { DialogForm } from '../../components/overlays/DialogForm.tsx';
import { ListField } from '../../components/fields/ListField.tsx';
import { Note } from '../../components/Note.tsx';
import { toast } from '../../stores/toasts.ts';
import { Disclosure } from '../../components/Disclosure.tsx';
import { columns, example } from './csv.ts';
import { useQuery } from '../../stores/useQuery.ts';
import { columnText, listText } from './text.ts';
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

function ColumnHelp({ onExample }: { onExample: (() => void) | null }) {
  return (
    <Disclosure
      label="Columns"
      aside={
        onExample === null ? null : (
          <Button size="s" variant="quiet" onClick={onExample}>
            Insert example
          </Button>
        )
      }
    >
      <dl className={css.columns}>
        {columns.map(({ id, header }) => (
          <div key={id}>
            <dt>{header}</dt>
            <dd>{columnText[id]}</dd>
          </div>
        ))}
      </dl>
      <p className={css.dim}>{listText.format}</p>
    </Disclosure>
  );
}

function Table({ rows }: { rows: Preview['rows'] }) {
  const used = columns.filter(({ id }) => rows.some((row) => row[id] !== ''));
  return (
    <div className={css.scroller} tabIndex={0} role="region" aria-label="Preview">
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">Result</th>
            {used.map(({ id, header }) => (
              <th key={id} scope="col">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
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

/** A pasted or opened list, with a preview of what each row would do. */
export function FromList({ connectionId, onClose, left, opened }: InventoryTabProps & { opened: string }) {
  const [text, setText] = useState(opened);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<AppError | null>(null);
  const { value: preview, error } = useQuery(
    text.trim() === '' ? null : ['inventory-preview', connectionId, text],
    () => window.steward.inventory.preview({ connectionId, text }),
    { delayMs: pauseMs, keepPrevious: true },
  );
  const rows = preview?.rows ?? [];
  const { fine, wrong } = preview ?? { fine: 0, wrong: 0 };

  const keep = async () => {
    setBusy(true);
    const kept = await window.steward.inventory.import({ connectionId, text });
    setBusy(false);
    if (!kept.ok) {
      setRefused(kept.error);
      return;
    }
    toast(listText.recorded(kept.value.kept, kept.value.left), { tone: 'ok' });
    onClose();
  };
  const reason =
    text.trim() === ''
      ? listText.missing
      : preview === null
        ? listText.loading
        : fine === 0
          ? listText.noneUsable
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
        hint={listText.hint}
        placeholder="organization,workspace,email,name,organization role,workspace role,key"
        rows={rows.length > 0 ? 4 : 7}
        value={text}
        onChange={setText}
        fileTitle="Open an inventory list"
        onFile={setRefused}
      />
      <ColumnHelp onExample={text === '' ? () => setText(example) : null} />
      {preview?.problem === null || preview === null ? null : (
        <Note tone="bad" role="alert" title={listText.unreadable}>
          {preview.problem}
        </Note>
      )}
      {preview === null || (preview.renamed.length === 0 && preview.ignored.length === 0) ? null : (
        <Note tone={preview.ignored.length > 0 ? 'warn' : 'info'} role="status" title={listText.columnsTitle}>
          {preview.renamed.length > 0 && <p>{listText.renamed(preview.renamed)}</p>}
          {preview.ignored.length > 0 && <p>{listText.ignored(preview.ignored)}</p>}
        </Note>
      )}
      {rows.length === 0 ? null : (
        <div className={css.preview}>
          <p role="status" className={css.sum}>
            {listText.summary(fine, wrong, fine + wrong > rows.length ? rows.length : null)}
          </p>
          <Table rows={rows} />
        </div>
      )}
    </DialogForm>
  );
}
