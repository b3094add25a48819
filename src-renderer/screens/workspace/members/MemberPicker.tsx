import { useEffect, useState } from 'react';
import type { Member } from '../../../../src-preload/contract/members.ts';
import type { WorkspaceRef } from '../../../../src-preload/contract/refs.ts';
import { PickList } from '../../../components/PickList.tsx';
import { personName } from '../../../lib/names.ts';

const shownAtOnce = 50;

/** One member of a place, found in the local copy while typing. */
export function MemberPicker({
  place,
  label,
  picked,
  onPick,
  without,
}: {
  place: WorkspaceRef;
  label: string;
  /** The picked user's id, or null. */
  picked: string | null;
  onPick: (member: Member) => void;
  /** Members that can't be picked. */
  without?: (member: Member) => boolean;
}) {
  const { connectionId, workspaceId } = place;
  const [search, setSearch] = useState('');
  const [page, setPage] = useState<{ rows: Member[]; matching: number } | null>(null);
  useEffect(() => {
    let current = true;
    void window.steward.members
      .page({
        connectionId,
        workspaceId,
        query: search.trim(),
        offset: 0,
        limit: shownAtOnce,
        sort: { by: 'name', order: 'asc' },
      })
      .then((answer) => {
        if (!current || !answer.ok) return;
        const { rows, matching } = answer.value;
        setPage({ rows, matching: matching ?? rows.length });
      });
    return () => {
      current = false;
    };
  }, [connectionId, workspaceId, search]);
  const rows = (page?.rows ?? []).filter((member) => without?.(member) !== true);
  const hidden = (page?.matching ?? 0) - (page?.rows.length ?? 0);
  return (
    <PickList
      label={label}
      placeholder="Name or e-mail"
      search={search}
      onSearch={setSearch}
      picked={new Set(picked === null ? [] : [picked])}
      onPick={(option) => {
        const member = rows.find(({ userId }) => userId === option.value);
        if (member !== undefined) onPick(member);
      }}
      options={rows.map((member) => ({
        value: member.userId,
        label: personName(member),
        detail: personName(member) === member.email ? undefined : member.email,
        aside: member.role.label,
      }))}
      empty={page === null ? 'Loading members…' : 'No results'}
      more={hidden > 0 ? `${hidden.toLocaleString('en-GB')} more. Search to find them.` : null}
    />
  );
}
