import type { AppError } from '../../src-preload/contract/result.ts';
import { fieldProblems } from '../lib/field-problems.ts';
import { Button } from './Button.tsx';
import { ErrorDetail } from './ErrorDetail.tsx';
import { Note } from './Note.tsx';
import { toast } from '../stores/toasts.ts';
import css from './ErrorNote.module.css';

interface ErrorNoteProps {
  error: AppError;
  onRetry?: (() => void) | undefined;
  /** `warn` where the data is still shown, only older. */
  tone?: 'warn' | 'bad';
}

/** What went wrong, what to do, and the technical detail for copying. */
export function ErrorNote({ error, onRetry, tone = 'bad' }: ErrorNoteProps) {
  const { detail } = error;
  const fields = fieldProblems(error);
  // What the organization's policy blocks stays blocked until the policy is another.
  const retry = error.kind === 'blocked' ? undefined : onRetry;
  const copy = async (text: string) => {
    const done = await window.steward.app.copyText({ text });
    toast(done.ok ? 'Details copied.' : done.error.sentence, { tone: done.ok ? 'ok' : 'bad' });
  };
  return (
    <Note tone={tone} title={error.sentence} role="alert">
      <p>{error.nextStep}</p>
      {fields.length > 0 ? (
        <ul className={css.fields}>
          {fields.map((field) => (
            <li key={`${field.path}:${field.message}`}>
              {field.path === '' ? '' : `${field.path}: `}
              {field.message}
            </li>
          ))}
        </ul>
      ) : null}
      {detail === null ? null : <ErrorDetail detail={detail} />}
      {retry !== undefined || detail !== null ? (
        <div className={css.actions}>
          {retry === undefined ? null : (
            <Button size="s" onClick={retry}>
              Try again
            </Button>
          )}
          {detail === null ? null : (
            <Button size="s" variant="quiet" className={css.copy} onClick={() => void copy(detail)}>
              Copy details
            </Button>
          )}
        </div>
      ) : null}
    </Note>
  );
}
