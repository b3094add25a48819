import type { MemberStatus } from '../../src-preload/contract/members.ts';
import { Chip } from './Chip.tsx';

/** Whether a member has signed up, as far as the system reports it. */
export function MemberStatusChip({ status }: { status: MemberStatus }) {
  switch (status) {
    case 'active':
      return <Chip tone="ok">Active</Chip>;
    case 'pending':
      return <Chip tone="warn">Pending</Chip>;
    case 'not-reported':
      return <Chip>Not reported</Chip>;
  }
}
