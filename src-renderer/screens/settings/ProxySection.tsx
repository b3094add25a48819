import { useState } from 'react';
import type { ProxySignIn } from '../../../src-preload/contract/app.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { useQuery } from '../../stores/useQuery.ts';
import { useSettings } from '../../stores/settings.ts';
import { Setting } from './controls/Setting.tsx';
import ProxySignInDialog from './ProxySignInDialog.tsx';
import css from './SettingsScreen.module.css';
import { SettingsSection } from './SettingsSection.tsx';
import { proxiesText } from './text.ts';

/** How servers are reached, and the proxies that asked for a password, each to be given one. */
export function ProxySection() {
  const proxies = useQuery(['proxies'], () => window.steward.app.proxySignIns({}), {
    reloadOn: ['proxies'],
  });
  const mode = useSettings(({ state }) => state?.values.proxyMode);
  const [asking, setAsking] = useState<ProxySignIn | null>(null);
  return (
    <SettingsSection section="proxy">
      <Setting name="proxyMode" />
      {mode === 'manual' ? (
        <>
          <Setting name="proxyServer" />
          <Setting name="proxyBypass" />
        </>
      ) : null}
      {mode === 'pac' ? <Setting name="proxyPacUrl" /> : null}
      {proxies.error === null ? null : (
        <ErrorNote error={proxies.error} onRetry={() => void proxies.reload()} />
      )}
      {proxies.value?.length === 0 ? <p className={css.dim}>{proxiesText.none}</p> : null}
      <ul className={css.rows}>
        {(proxies.value ?? []).map((each) => (
          <li key={`${each.proxy} ${each.realm}`} className={css.row}>
            <div className={css.text}>
              <div className={css.name}>{each.proxy}</div>
              <p>{each.realm}</p>
              <p>{proxiesText.states[each.state]}</p>
            </div>
            <Button size="s" aria-label={`Sign in to ${each.proxy}`} onClick={() => setAsking(each)}>
              Sign in…
            </Button>
          </li>
        ))}
      </ul>
      {asking === null ? null : <ProxySignInDialog signIn={asking} onClose={() => setAsking(null)} />}
    </SettingsSection>
  );
}
