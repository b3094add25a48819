import { useState } from 'react';
import { FileText } from 'lucide-react';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { Button } from '../Button.tsx';
import { Field } from './Field.tsx';
import css from './ListField.module.css';
import { TextArea } from './TextArea.tsx';

interface ListFieldProps {
  hint: string;
  placeholder: string;
  rows: number;
  value: string;
  onChange: (text: string) => void;
  /** Of the system's dialog that asks for a file. */
  fileTitle: string;
  /** Why a file couldn't be opened; null once one was. */
  onFile: (error: AppError | null) => void;
}

/** A list to paste, or to open from a file. Ctrl or ⌘ with Enter sends its form. */
export function ListField({ hint, placeholder, rows, value, onChange, fileTitle, onFile }: ListFieldProps) {
  const [opening, setOpening] = useState(false);
  const openFile = async () => {
    setOpening(true);
    const read = await window.steward.workspaces.openTextFile({ title: fileTitle });
    setOpening(false);
    onFile(read.ok ? null : read.error);
    if (read.ok && read.value !== null) onChange(read.value);
  };
  return (
    <div className={css.field}>
      <Field label="List" hint={hint}>
        {(aria) => (
          <TextArea
            {...aria}
            data-autofocus
            className={css.text}
            rows={rows}
            spellCheck={false}
            placeholder={placeholder}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
              event.preventDefault();
              event.currentTarget.form?.requestSubmit();
            }}
          />
        )}
      </Field>
      <Button size="s" icon={FileText} className={css.open} busy={opening} onClick={() => void openFile()}>
        Open a file…
      </Button>
    </div>
  );
}
