import { create } from 'zustand';
import type { Plan } from '../../src-preload/contract/plan.ts';
import type { ListName } from '../../src-preload/contract/freshness.ts';
import type { ProviderId } from '../../src-preload/contract/refs.ts';
import { startTypedAhead } from './typed-ahead.ts';

/** Where the add dialog starts: the vendor's address, or an empty field; a system chosen already, or none. */
export type AddStart = { from: 'managed' | 'address'; address?: string; provider?: ProviderId };

/** A token just made whose secret waits in the main process. */
export interface Reveal {
  revealId: string;
  masked: string;
  tokenId: string;
  /** What the plan said of the token, for the facts beside the secret. */
  item: Plan['items'][number];
}

/** A dialog that the app shows over whichever screen is open. Only one of them is open at a time. */
export type PageDialog =
  | { type: 'palette' }
  | { type: 'shortcuts' }
  /** Another passphrase, or another kind of vault. */
  | { type: 'change-vault' }
  | { type: 'rail-icon'; connectionId: string }
  /** Names a new group for a connection, or renames one. */
  | { type: 'rail-group'; connectionId: string | null; groupId: string | null }
  | { type: 'add-connection'; start: AddStart }
  /** A link leads to a server that no connection has yet. */
  | { type: 'unknown-server'; server: string; onAdd: () => void }
  /** A list that was opened or dropped: what it is. */
  | { type: 'opened-list'; name: string; text: string }
  | { type: 'connection-settings'; connectionId: string }
  | { type: 'sign-in-again'; connectionId: string }
  | { type: 'remove-connection'; connectionId: string }
  | { type: 'create-workspace'; connectionId: string }
  | { type: 'create-organization'; connectionId: string }
  /** Many workspaces from a list, `text` where it was opened already; the organization is chosen in the dialog where it is null. */
  | { type: 'provision'; connectionId: string; organizationId: string | null; text?: string }
  /** Many people from a list that was opened; `workspaceId`: preselected. */
  | { type: 'invite-list'; connectionId: string; workspaceId: string | null; text: string }
  /** Accepts or declines an invitation sent to the signed-in person, by its id. */
  | { type: 'respond-to-invitation'; connectionId: string }
  /** Records what exists on a connection whose system can't be asked. */
  | { type: 'inventory'; connectionId: string; text?: string }
  /** Accepts a list that waits for confirmation; `workspaceId` null: the list of workspaces. */
  | { type: 'doubted-list'; connectionId: string; workspaceId: string | null; list: ListName }
  | { type: 'workspace-note'; connectionId: string; workspaceId: string }
  | { type: 'person-history'; person: { connectionId: string; userId: string; email: string; name: string } };

/** What lies over a form that waits for it, or over the page: the plan in `usePlan`, and each secret to be stored. */
export type UpperDialog = { type: 'plan' } | { type: 'token-reveal'; reveal: Reveal };

/** Everything that is open over the page; the app's DialogHost draws it. */
interface DialogsStore {
  page: PageDialog | null;
  /** How many were opened: the same one opened again begins again. */
  opened: number;
  /** Bottom to top. */
  upper: readonly UpperDialog[];
}

export const useDialogs = create<DialogsStore>(() => ({ page: null, opened: 0, upper: [] }));

export const closeDialog = () => useDialogs.setState({ page: null });
/** Opens a dialog in the place of the one that is open. What is typed before it is there lands in its first field. */
export function openDialog(page: PageDialog): void {
  startTypedAhead({ isAwaited: () => useDialogs.getState().page === page, onCancel: closeDialog });
  useDialogs.setState(({ opened }) => ({ page, opened: opened + 1 }));
}
/** Closes this dialog once what it waited for has ended; another that was opened meanwhile stays. */
export const closeEndedDialog = (type: PageDialog['type']) =>
  useDialogs.setState(({ page }) => (page?.type === type ? { page: null } : {}));

const isPlan = ({ type }: UpperDialog) => type === 'plan';

/** Shows or hides the plan in `usePlan`. */
export function setPlanOpen(open: boolean): void {
  const { upper } = useDialogs.getState();
  if (upper.some(isPlan) === open) return;
  useDialogs.setState({
    upper: open ? [...upper, { type: 'plan' }] : upper.filter((dialog) => !isPlan(dialog)),
  });
}

/** Shows secrets, one after the other. */
export const openReveals = (reveals: readonly Reveal[]) =>
  useDialogs.setState(({ upper }) => ({
    upper: [...upper, ...reveals.map((reveal) => ({ type: 'token-reveal' as const, reveal }))],
  }));

/** Closes a secret that was taken care of: it is forgotten everywhere. */
export function closeReveal(revealId: string): void {
  void window.steward.tokens.forgetSecret({ revealId });
  useDialogs.setState(({ upper }) => ({
    upper: upper.filter((dialog) => dialog.type !== 'token-reveal' || dialog.reveal.revealId !== revealId),
  }));
}
