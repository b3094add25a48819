import { Ban, Send } from 'lucide-react';
import type { Invitation } from '../../../../src-preload/contract/invitations.ts';
import { copyEmailItem, copyIdItem } from '../../../components/overlays/copy-items.ts';
import type { MenuItem } from '../../../components/overlays/Menu.tsx';
import { noResendText } from './text.ts';
import { reasonOf } from '../../../lib/permissions.ts';

/** What can be done with one invitation. `product`: the system that it comes from. */
export const invitationMenu = (
  { id, email, actions }: Invitation,
  { product, onCancel }: { product: string; onCancel: () => void },
): MenuItem[] => [
  copyEmailItem(email),
  copyIdItem(id),
  {
    label: 'Resend',
    icon: Send,
    disabledReason: noResendText(product),
    onSelect: () => undefined,
  },
  'separator',
  {
    label: 'Cancel invitation…',
    icon: Ban,
    key: 'Delete',
    danger: true,
    disabledReason: reasonOf(actions.cancel),
    onSelect: onCancel,
  },
];
