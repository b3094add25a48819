import type { MemberStatus } from '../../../src-preload/contract/members.ts';
import type { CellElement } from './cell-node.ts';
import { chip, group } from './cells.ts';

/** Whether a member has signed up, as far as the system reports it. */
export function memberStatus(status: MemberStatus): CellElement {
  switch (status) {
    case 'active':
      return chip('Active', 'ok');
    case 'pending':
      return chip('Pending', 'warn');
    case 'not-reported':
      return chip('Not reported');
  }
}

/** An active token of somebody who isn't a member any more: it still works. */
export const ownerLeft = (): CellElement => group([chip('Owner left', 'warn')], { title: ownerLeftText });

const ownerLeftText = 'This token still works, but its owner isn’t a member here any longer.';
