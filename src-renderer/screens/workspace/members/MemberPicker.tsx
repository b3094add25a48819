import { useState } from 'react';
import type { Member } from '../../../../src-preload/contract/members.ts';
import type { WorkspaceRef } from '../../../../src-preload/contract/refs.ts';
import { formatNumber } from '../../../../src-preload/shared/format/numbers.ts';
import { PickList } from '../../../components/fields/PickList.tsx';
import { personName } from '../../../lib/names.ts';
import { useQuery } from '../../../stores/useQuery.ts';

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
  const query = search.trim();
  const { value: page } = useQuery(
    ['member-picker', connectionId, workspaceId, query],
    () =>
      window.steward.members.page({
        connectionId,
        workspaceId,
        query,
        offset: 0,
        limit: shownAtOnce,
        sort: { by: 'name', order: 'asc' },
      }),
    { keepPrevious: true },
  );
  const rows = (page?.rows ?? []).filter((member) => without?.(member) !== true);
  const hidden = page === null ? 0 : (page.matching ?? page.rows.length) - page.rows.length;
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
      more={hidden > 0 ? `${formatNumber(hidden)} more. Search to find them.` : null}
    />
  );
}
