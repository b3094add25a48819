import { CircleAlert, CircleCheck, FolderOpen } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { workspacesCalls } from '../../../src-preload/contract/workspaces.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';
import { Note } from '../../components/Note.tsx';
import { Select } from '../../components/Select.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { useConnection } from '../../stores/connections.ts';
import { usePlanForm } from '../../stores/planForm.ts';
import { useCurrentOrganization, useOrganizations } from './organizations.ts';
import styles from './ProvisionDialog.module.css';
import { plural } from './words.ts';

type Read = z.output<(typeof workspacesCalls)['readProvisionList']['output']>;

const shownAtOnce = 300;
const pauseMs = 200;

/** Many workspaces of one organization from a pasted or opened list: read and shown row by row, then one plan. */
export function ProvisionDialog({
  connectionId,
  organizationId,
  onClose,
}: {
  connectionId: string;
  /** Preselected; null: the one that is shown, or the first. */
  organizationId: string | null;
  onClose: () => void;
}) {
  const connection = useConnection(connectionId);
  const organizations = useOrganizations(connectionId);
  const here = useCurrentOrganization(connectionId);
  const [chosen, setChosen] = useState(organizationId);
  const organization = chosen ?? here ?? organizations[0]?.id ?? null;
  const [text, setText] = useState('');
  const [read, setRead] = useState<{ key: string; value: Read } | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const { waiting, refused, send } = usePlanForm();
  const key = `${organization ?? ''} ${text}`;

  useEffect(() => {
    if (organization === null || text.trim() === '') return undefined;
    let current = true;
    const timer = setTimeout(() => {
      void window.steward.workspaces
        .readProvisionList({ connectionId, organizationId: organization, text })
        .then((answer) => {
          if (!current) return;
          setError(answer.ok ? null : answer.error);
          if (answer.ok) setRead({ key: `${organization} ${text}`, value: answer.value });
        });
    }, pauseMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [connectionId, organization, text]);

  const openFile = async () => {
    const answer = await window.steward.workspaces.openTextFile({ title: 'Open a list of workspaces' });
    if (!answer.ok) setError(answer.error);
    else if (answer.value !== null) setText(answer.value);
  };
  const found = text.trim() === '' ? null : (read?.value ?? null);
  const rows = found?.rows ?? [];
  const good = rows.filter(({ problem }) => problem === null);
  const bad = rows.length - good.length;
  const reason =
    organization === null
      ? 'There is no organization to make them in.'
      : text.trim() === ''
        ? 'Paste or open a list first.'
        : read?.key !== key
          ? 'The list is still being read.'
          : found !== null && found.problem !== null
            ? found.problem
            : good.length === 0
              ? 'No row can be made as it is.'
              : null;
  const submit = async () => {
    if (reason !== null || organization === null) return;
    const applied = await send(
      good.map(({ name, settings }) => ({
        type: 'workspace.provision' as const,
        connectionId,
        organizationId: organization,
        name,
        settings,
      })),
    );
    if (applied !== null) onClose();
  };
  return (
    <Dialog
      open={!waiting}
      wide
      onOpenChange={onClose}
      title="Make many workspaces"
      description={`On ${connection?.label ?? 'this connection'}. Nothing is sent before you have reviewed the list.`}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <DialogBody>
          {error !== null && <ErrorNote error={error} />}
          {refused !== null && <ErrorNote error={refused} />}
          {organization !== null && (
            <Field label="Organization">
              {(aria) => (
                <Select
                  {...aria}
                  label="Organization"
                  value={organization}
                  onChange={setChosen}
                  options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
                />
              )}
            </Field>
          )}
          <Field
            label="List"
            hint="One name a line; or CSV with a header (name, settings); or JSON like [{“name”: “…”, “settings”: {…}}]."
          >
            {(aria) => (
              <TextArea
                {...aria}
                rows={found === null ? 8 : 4}
                spellCheck={false}
                className={styles.text}
                value={text}
                placeholder={'Atlas\nBorealis\nCumulus'}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
          <div>
            <Button size="s" icon={FolderOpen} onClick={() => void openFile()}>
              Open a file…
            </Button>
          </div>
          {found !== null && found.problem !== null && (
            <Note tone="bad" role="alert">
              {found.problem}
            </Note>
          )}
          {rows.length > 0 && (
            <div className={styles.preview}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">Line</th>
                    <th scope="col">Workspace</th>
                    <th scope="col">Settings</th>
                    <th scope="col">Can it be made</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.slice(0, shownAtOnce).map((row) => (
                    <tr key={row.line} data-problem={row.problem !== null}>
                      <td>{row.line}</td>
                      <td>{row.name}</td>
                      <td>
                        {row.settings === null ? (
                          <span className={styles.dim}>None</span>
                        ) : (
                          <code title={row.settings}>{row.settings}</code>
                        )}
                      </td>
                      <td>
                        {row.problem === null ? (
                          <CircleCheck role="img" aria-label="Yes" />
                        ) : (
                          <>
                            <CircleAlert aria-hidden /> {row.problem}
                          </>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              {rows.length > shownAtOnce && (
                <p className={styles.dim}>and {plural(rows.length - shownAtOnce, 'more row')}, all read</p>
              )}
            </div>
          )}
        </DialogBody>
        <DialogFoot
          left={
            <span role="status">
              {rows.length === 0
                ? ''
                : bad === 0
                  ? plural(good.length, 'workspace')
                  : `${good.length} of ${plural(rows.length, 'row')} can be made; ${plural(bad, 'row')} left out`}
            </span>
          }
        >
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabledReason={reason}>
            {good.length === 0 ? 'Review' : `Review ${plural(good.length, 'workspace')}`}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
