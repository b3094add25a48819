import { useEffect, useState } from 'react';
import { ErrorNote } from '../components/ErrorNote.tsx';
import { Toaster } from '../components/overlays/Toaster.tsx';
import { StorageRefused } from '../screens/vault/StorageRefused.tsx';
import { VaultScreen } from '../screens/vault/VaultScreen.tsx';
import { loadConnections, loadProducts, useConnections, useProducts } from '../stores/connections.ts';
import { startNavigation } from '../stores/navigation.ts';
import { loadStatus, useStatus } from '../stores/status.ts';
import { Announcer } from './announce.tsx';
import { Page } from '../components/Page.tsx';
import { Shell, ShellSkeleton } from './Shell.tsx';
import { startFailedText } from './text.ts';

/** What stands before the shell: the vault, a database that can't be opened, a first answer that isn't there yet. */
function Gate({ placed }: { placed: boolean }) {
  const status = useStatus((state) => state.status);
  const error = useStatus((state) => state.error);
  const connections = useConnections((state) => state.state);
  const connectionsError = useConnections((state) => state.error);
  if (status === null) {
    if (error === null) return <ShellSkeleton />;
    return (
      <Page title={startFailedText.status}>
        <ErrorNote error={error} onRetry={() => void loadStatus()} />
      </Page>
    );
  }
  if (status.storage.state === 'refused') return <StorageRefused refusal={status.storage} />;
  if (status.vault.state !== 'open') return <VaultScreen vault={status.vault} />;
  if (connections === 'failed' && connectionsError !== null && status.storage.state === 'open') {
    return (
      <Page title={startFailedText.connections}>
        <ErrorNote error={connectionsError} onRetry={() => void loadConnections()} />
      </Page>
    );
  }
  if (status.storage.state === 'closed' || connections !== 'ready' || !placed) return <ShellSkeleton />;
  return <Shell />;
}

export function App({ placed }: { placed: Promise<boolean> }) {
  const [place, setPlace] = useState<'asked' | 'refused' | 'restored'>('asked');
  const storage = useStatus(({ status }) => status?.storage.state ?? null);
  useEffect(() => {
    void placed.then((isRead) => setPlace(isRead ? 'restored' : 'refused'));
  }, [placed]);
  // What was refused while the vault was locked can be read now.
  useEffect(() => {
    if (storage !== 'open') return;
    if (useProducts.getState().products === null) void loadProducts();
    // What was asked for while the databases were being opened is answered then.
    if (useConnections.getState().state !== 'failed') return;
    void loadConnections();
  }, [storage]);
  // The shell waits for it: otherwise it would go to a first place, and keep that as the last one.
  useEffect(() => {
    if (storage === 'open' && place === 'refused') void startNavigation().then(() => setPlace('restored'));
  }, [storage, place]);
  return (
    <>
      <Gate placed={place === 'restored'} />
      <Toaster />
      <Announcer />
    </>
  );
}
