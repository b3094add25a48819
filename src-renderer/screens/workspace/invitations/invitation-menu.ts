import { Ban, Copy, Send } from 'lucide-react';
import type { Invitation } from '../../../../src-preload/contract/invitations.ts';
import type { MenuItem } from '../../../components/Menu.tsx';
import { copyText } from '../../../stores/actions.ts';

/** What can be done with one invitation. `product`: the system that it comes from, in a sentence. */
export const invitationMenu = (
  { email, actions }: Invitation,
  { product, onCancel }: { product: string; onCancel: () => void },
): MenuItem[] => [
  { label: 'Copy e-mail', icon: Copy, onSelect: () => void copyText(email) },
  {
    label: 'Send again',
    icon: Send,
    disabledReason: `${product} sends no invitation twice: cancel it and invite anew.`,
    onSelect: () => undefined,
  },
  'separator',
  {
    label: 'Cancel the invitation…',
    icon: Ban,
    danger: true,
    disabledReason: actions.cancel.allowed ? null : actions.cancel.reason,
    onSelect: onCancel,
  },
];
