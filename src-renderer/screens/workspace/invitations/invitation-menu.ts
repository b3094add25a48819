import { Ban, Copy, Send } from 'lucide-react';
import type { Invitation } from '../../../../src-preload/contract/invitations.ts';
import type { MenuItem } from '../../../components/overlays/Menu.tsx';
import { copyText } from '../../../stores/actions.ts';
import { noResendText } from './text.ts';
import { reasonOf } from '../../../lib/permissions.ts';

/** What can be done with one invitation. `product`: the system that it comes from. */
export const invitationMenu = (
  { email, actions }: Invitation,
  { product, onCancel }: { product: string; onCancel: () => void },
): MenuItem[] => [
  { label: 'Copy e-mail', icon: Copy, key: 'c', onSelect: () => void copyText(email) },
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
