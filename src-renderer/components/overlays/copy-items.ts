import { Copy, Fingerprint, Link } from 'lucide-react';
import { noEmailText } from '../../lib/text.ts';
import { copyText } from '../../stores/actions.ts';
import type { MenuAction } from './Menu.tsx';

/* What can be copied of a thing: under the same words in its menu, wherever it is listed, and in the palette. */

/** An empty one isn't reported. */
export const copyEmailItem = (email: string): MenuAction => ({
  label: 'Copy e-mail',
  icon: Copy,
  key: 'c',
  disabledReason: email === '' ? noEmailText : null,
  onSelect: () => void copyText(email),
});

/** What scripts, the command line and support call it by. */
export const copyIdItem = (id: string): MenuAction => ({
  label: 'Copy ID',
  icon: Fingerprint,
  onSelect: () => void copyText(id),
});

export const copyLinkItem = (copy: () => void): MenuAction => ({
  label: 'Copy link',
  icon: Link,
  onSelect: copy,
});

/** The server's, of a connection. */
export const copyAddressItem = (address: string): MenuAction => ({
  label: 'Copy address',
  icon: Copy,
  onSelect: () => void copyText(address),
});
