import type { CallInput } from '../../src-preload/contract/api.ts';
import type { Place } from '../../src-preload/contract/app.ts';
import type { ProviderId, WorkspaceRef } from '../../src-preload/contract/refs.ts';
import { arriveAt } from './arrival.ts';
import { toast } from './toasts.ts';
import { railOrder } from '../lib/rail.ts';
import { useRail } from './rail.ts';
import { useDialogs } from './dialogs.ts';
import { lockText, sampleText } from '../lib/text.ts';
import { takeConnection, useConnections } from './connections.ts';
import { keepPlaceNow, useNavigation } from './navigation.ts';

/** Refreshes everything in view; the lists follow by events. */
export async function refreshShown(): Promise<void> {
  const { connectionId, workspaceId } = useNavigation.getState();
  if (connectionId === null) return;
  const asked = await Promise.all([
    window.steward.connections.refresh({ connectionId }),
    ...(workspaceId === null ? [] : [window.steward.workspaces.refresh({ connectionId, workspaceId })]),
  ]);
  const failed = asked.find((answer) => !answer.ok);
  if (failed?.ok === false) toast(`${failed.error.sentence} ${failed.error.nextStep}`, { tone: 'bad' });
}

/** Shows the connection at this place of the rail, from 0. */
export function openConnectionAt(index: number): void {
  const { connections } = useConnections.getState();
  const connection = railOrder(connections, useRail.getState().groups)[index];
  if (connection === undefined) return;
  arriveAt('heading', () =>
    useNavigation.getState().go({ connectionId: connection.id, screen: 'workspace' }),
  );
}

/** Starts the built-in server, connects to it as these systems and shows the first; null when it worked. */
export async function startInstance(sample: boolean, systems: readonly ProviderId[]) {
  const started = await window.steward.app.startInstance({ sample, systems: [...systems] });
  if (!started.ok) return started.error;
  takeConnection(started.value);
  useNavigation.getState().go({ connectionId: started.value.id, screen: 'workspace', tab: 'members' });
  return null;
}

/** Locks the app: the main process loads the page again. A secret that waits to be stored would be lost by that. */
export async function lockNow(): Promise<void> {
  if (useDialogs.getState().upper.some(({ type }) => type === 'token-reveal')) {
    toast(lockText.storeFirst, { tone: 'bad' });
    return;
  }
  await keepPlaceNow();
  const locked = await window.steward.vault.lock({});
  if (!locked.ok) toast(`${locked.error.sentence} ${locked.error.nextStep}`, { tone: 'bad' });
}

/** Removes the sample data with its connections, and says so, or why not. */
export async function removeSampleData(): Promise<void> {
  const removed = await window.steward.app.removeSampleData({});
  if (removed.ok) toast(sampleText.removed, { tone: 'ok' });
  else toast(`${removed.error.sentence} ${removed.error.nextStep}`, { tone: 'bad' });
}

/** Opens a web page, or says why not. */
export async function openPage(url: string): Promise<void> {
  const opened = await window.steward.app.openExternal({ url });
  if (!opened.ok) toast(`${opened.error.sentence} ${opened.error.nextStep}`, { tone: 'bad' });
}

/** Copies the command that makes these changes from a terminal. */
export async function copyCommand(of: CallInput<'changes', 'command'>): Promise<void> {
  const answer = await window.steward.changes.command(of);
  if (answer.ok) await copyText(answer.value, 'Copied the command');
  else toast(answer.error.sentence, { tone: 'bad' });
}

/** Opens one more window on a workspace; null: on what this one shows. */
export async function openNewWindow(workspace: WorkspaceRef | null): Promise<void> {
  const { connectionId, workspaceId, tab } = useNavigation.getState();
  const place: Place =
    workspace === null ? { connectionId, workspaceId, tab } : { ...workspace, tab: 'overview' };
  const opened = await window.steward.app.openWindow({ place });
  if (!opened.ok) toast(`${opened.error.sentence} ${opened.error.nextStep}`, { tone: 'bad' });
}

/** Copies a text that is no secret and says so, or why not. */
export async function copyText(text: string, said = `Copied ${text}`): Promise<void> {
  const answer = await window.steward.app.copyText({ text });
  toast(answer.ok ? said : answer.error.sentence, { tone: answer.ok ? 'ok' : 'bad' });
}
