import { useCallback, useEffect, useState } from 'react';
import type { z } from 'zod';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import type { MemberChange, timelineCalls } from '../../../../src-preload/contract/timeline.ts';
import { formatNumber } from '../../../../src-preload/shared/format/numbers.ts';
import { Chip } from '../../../components/Chip.tsx';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { Note } from '../../../components/Note.tsx';
import { HiddenCopy } from '../../../components/HiddenCopy.tsx';
import { SkeletonLines } from '../../../components/Skeleton.tsx';
import { onTopic } from '../../../stores/events.ts';
import { CoverageNote } from './CoverageNote.tsx';
import { DateTimeField, quickChoices } from './DateTimeField.tsx';
import { UserText } from '../../../components/UserText.tsx';
import styles from './past.module.css';
import { compareText } from './text.ts';
import { useReloadOnceShown } from '../useReloadOnceShown.ts';

type Comparison = z.infer<typeof timelineCalls.compare.output>;

/** Rows listed in each group; its count includes all. */
const limit = 200;

/** What differs between two dates, whatever happened in between. */
export function CompareView({ connectionId, workspaceId }: { connectionId: string; workspaceId: string }) {
  const [from, setFrom] = useState(() => Date.now() - quickChoices[1].back);
  const [to, setTo] = useState(() => Date.now());
  const [found, setFound] = useState<{ of: string; value: Comparison } | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const asked = `${connectionId} ${workspaceId} ${from} ${to}`;
  const load = useCallback(async () => {
    const answer = await window.steward.timeline.compare({ connectionId, workspaceId, from, to, limit });
    setError(answer.ok ? null : answer.error);
    if (answer.ok) setFound({ of: `${connectionId} ${workspaceId} ${from} ${to}`, value: answer.value });
  }, [connectionId, workspaceId, from, to]);
  useEffect(() => {
    void load();
    return onTopic('history', (event) => {
      if (event.connectionId === connectionId) void load();
    });
  }, [load, connectionId]);
  const value = found?.of === asked ? found.value : null;
  const hidden = value?.hidden ?? null;
  useReloadOnceShown(hidden, connectionId, load);
  return (
    <div className={styles.view}>
      <div className={styles.bar}>
        <DateTimeField label="From" value={from} onChange={setFrom} />
        <DateTimeField label="To" value={to} onChange={setTo} quick={false} />
      </div>
      <div className={styles.scroll}>
        {error !== null && <ErrorNote error={error} onRetry={() => void load()} />}
        {value === null && error === null && <SkeletonLines lines={4} label="Comparing" />}
        {hidden !== null && <HiddenCopy place={{ connectionId }} hidden={hidden} refreshing={false} />}
        {value !== null && hidden === null && <Groups value={value} />}
      </div>
    </div>
  );
}

function Groups({ value }: { value: Comparison }) {
  const people = (rows: readonly MemberChange[], what: (row: MemberChange) => string) =>
    rows.map((row) => ({ key: row.userId, name: personOf(row), what: what(row) }));
  const groups = [
    {
      title: 'Joined',
      total: value.joined.total,
      rows: people(value.joined.rows, (row) => row.after?.role.label ?? ''),
    },
    {
      title: 'Left',
      total: value.left.total,
      rows: people(value.left.rows, (row) => row.before?.role.label ?? ''),
    },
    {
      title: 'Role changed',
      total: value.roles.total,
      rows: people(
        value.roles.rows,
        (row) => `${row.before?.role.label ?? '?'} → ${row.after?.role.label ?? '?'}`,
      ),
    },
    {
      title: 'Status changed',
      total: value.statuses.total,
      rows: people(
        value.statuses.rows,
        (row) => `${row.before?.status ?? '?'} → ${row.after?.status ?? '?'}`,
      ),
    },
    {
      title: 'Name or e-mail changed',
      total: value.details.total,
      rows: people(value.details.rows, (row) =>
        row.before?.name.state === 'known' ? `was ${row.before.name.value}` : '',
      ),
    },
    {
      title: 'Tokens created',
      total: value.tokensCreated.total,
      rows: value.tokensCreated.rows.map((row) => ({ key: row.id, name: tokenName(row), what: '' })),
    },
    {
      title: 'Tokens ended',
      total: value.tokensEnded.total,
      rows: value.tokensEnded.rows.map((row) => ({
        key: row.id,
        name: tokenName(row),
        what: row.status,
      })),
    },
    {
      title: 'Invitations sent',
      total: value.invitationsSent.total,
      rows: value.invitationsSent.rows.map((row) => ({ key: row.id, name: row.email, what: '' })),
    },
    {
      title: 'Invitations ended',
      total: value.invitationsEnded.total,
      rows: value.invitationsEnded.rows.map((row) => ({ key: row.id, name: row.email, what: row.status })),
    },
  ].filter(({ total }) => total > 0);
  const comparable = value.from.state === 'known' && value.to.state === 'known';
  // Where nothing at all is known, one sentence says so.
  const notCompared = comparable || groups.length > 0 ? value.notCompared : [];
  return (
    <>
      <div className={styles.facts} style={{ padding: '0 0 12px' }}>
        <CoverageNote facts={value.from} />
        {comparable && <CoverageNote facts={value.to} />}
        {notCompared.map(({ list, text }) => (
          <Note key={list} tone="warn" role="status">
            {text}
          </Note>
        ))}
        {groups.length === 0 && (
          <p className={styles.dim}>
            {comparable ? compareText.same(notCompared.length === 0) : compareText.unknown}
          </p>
        )}
      </div>
      <div className={styles.groups}>
        {groups.map(({ title, total, rows }) => (
          <section key={title} className={styles.group} aria-label={title}>
            <h3>
              {title}
              <Chip>{formatNumber(total)}</Chip>
            </h3>
            <ul tabIndex={0} aria-label={title}>
              {rows.map((row) => (
                <li key={row.key}>
                  <UserText>{row.name}</UserText>
                  {row.what !== '' && <span className={styles.dim}>{row.what}</span>}
                </li>
              ))}
              {total > rows.length && (
                <li className={styles.dim}>and {formatNumber(total - rows.length)} more</li>
              )}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

const tokenName = ({ name, id }: Pick<Comparison['tokensCreated']['rows'][number], 'name' | 'id'>) =>
  name.state === 'known' ? name.value : id;

function personOf({ email, userId, before, after }: MemberChange): string {
  const name = (after ?? before)?.name;
  const shownName = name?.state === 'known' ? name.value : '';
  if (email === '') return shownName === '' ? userId : shownName;
  return shownName === '' || shownName === email ? email : `${shownName} (${email})`;
}
