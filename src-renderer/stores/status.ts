import { create } from 'zustand';
import type { AppStatus } from '../../src-preload/contract/app.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import type { VaultStatus } from '../../src-preload/contract/vault.ts';
import { onTopic } from './events.ts';

interface StatusStore {
  /** null until the first answer. */
  status: AppStatus | null;
  error: AppError | null;
}

export const useStatus = create<StatusStore>(() => ({ status: null, error: null }));

export async function loadStatus(): Promise<void> {
  const read = await window.steward.app.status({});
  useStatus.setState(read.ok ? { status: read.value, error: null } : { error: read.error });
}

export function startStatus(): Promise<void> {
  onTopic('status', () => void loadStatus());
  return loadStatus();
}

export async function dismissNotice(id: string): Promise<void> {
  await window.steward.app.dismissNotice({ id });
  await loadStatus();
}

/** After a vault call: its answer is the truth until the next status. */
export function takeVault(vault: VaultStatus): void {
  useStatus.setState(({ status }) => (status === null ? {} : { status: { ...status, vault } }));
  void loadStatus();
}

/** How this platform writes its main modifier: "⌘" or "Ctrl ". */
export const useModifier = () => useStatus(({ status }) => (status?.platform === 'darwin' ? '⌘' : 'Ctrl '));
