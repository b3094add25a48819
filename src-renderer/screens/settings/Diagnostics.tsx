import { useState } from 'react';
import type { DiagnosticRow } from '../../../src-preload/contract/diagnostics.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { Button } from '../../components/Button.tsx';
import { Checkbox } from '../../components/fields/Checkbox.tsx';
import { Disclosure } from '../../components/Disclosure.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { SkeletonLines } from '../../components/Skeleton.tsx';
import { toast } from '../../stores/toasts.ts';
import { useQuery } from '../../stores/useQuery.ts';
import css from './Diagnostics.module.css';
import { diagnosticsText } from './text.ts';

/** How each part of Steward is, and a report of it to hand to others. */
export function Diagnostics() {
  const report = useQuery(['diagnostics'], () => window.steward.diagnostics.read({}));
  const [hosts, setHosts] = useState(false);
  const [refused, setRefused] = useState<AppError | null>(null);
  const copy = async () => {
    const copied = await window.steward.diagnostics.copy({ hosts });
    setRefused(copied.ok ? null : copied.error);
    if (copied.ok) toast(diagnosticsText.copied, { tone: 'ok' });
  };
  const openFolder = async () => {
    const opened = await window.steward.diagnostics.openFolder({});
    setRefused(opened.ok ? null : opened.error);
  };
  const error = refused ?? report.error;
  return (
    <div className={css.stack}>
      <h4>Diagnostics</h4>
      {error === null ? null : <ErrorNote error={error} />}
      {report.value === null && report.error === null ? (
        <SkeletonLines lines={4} label="Loading diagnostics" />
      ) : null}
      {report.value?.groups
        .filter(({ rows }) => rows.length > 0)
        .map(({ title, rows }) => (
          <table key={title} className={css.table}>
            <caption>{title}</caption>
            <tbody>
              {rows.map((row) => (
                <tr key={row.name}>
                  <th scope="row">{row.name}</th>
                  <td>
                    <Mark state={row.state} />
                    {row.value}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      {report.value === null ? null : (
        <Disclosure label={diagnosticsText.log(report.value.log.length)}>
          <pre className={css.log} tabIndex={0} aria-label="Log">
            {report.value.log.join('\n')}
          </pre>
        </Disclosure>
      )}
      <p className={css.dim}>{diagnosticsText.about}</p>
      <Checkbox checked={hosts} onChange={setHosts} label={diagnosticsText.hosts} />
      <div className={css.buttons}>
        <Button size="s" onClick={() => void copy()}>
          Copy report
        </Button>
        <Button size="s" onClick={() => void openFolder()}>
          Open folder
        </Button>
        <Button size="s" onClick={() => void report.reload()}>
          Check again
        </Button>
      </div>
    </div>
  );
}

function Mark({ state }: { state: DiagnosticRow['state'] }) {
  if (state === 'fact') return null;
  return (
    <span className={`${css.mark} ${css[state]}`}>
      <span className="hidden-words">{diagnosticsText.states[state]}</span>
    </span>
  );
}
