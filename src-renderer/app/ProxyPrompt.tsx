import { lazy, Suspense, useState } from 'react';
import type { ProxySignIn } from '../../src-preload/contract/app.ts';
import { useQuery } from '../stores/useQuery.ts';

const ProxySignInDialog = lazy(() => import('../screens/settings/ProxySignInDialog.tsx'));

const keyOf = ({ proxy, realm }: ProxySignIn) => JSON.stringify([proxy, realm]);

/** Asks for a proxy's password when it stops a request. Once cancelled it is only asked for in Settings. */
export function ProxyPrompt() {
  const { value, reload } = useQuery(['proxies'], () => window.steward.app.proxySignIns({}), {
    reloadOn: ['proxies'],
  });
  const [cancelled, setCancelled] = useState<readonly string[]>([]);
  const asking = value?.find(
    (each) => (each.state === 'needed' || each.state === 'refused') && !cancelled.includes(keyOf(each)),
  );
  if (asking === undefined) return null;
  return (
    <Suspense fallback={null}>
      <ProxySignInDialog
        key={`${keyOf(asking)} ${asking.state}`}
        signIn={asking}
        onClose={() => void reload()}
        onCancel={() => setCancelled([...cancelled, keyOf(asking)])}
      />
    </Suspense>
  );
}
