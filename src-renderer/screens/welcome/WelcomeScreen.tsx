import { useId, useState } from 'react';
import { Link2, Plug, Server } from 'lucide-react';
import type { ProviderId } from '../../../src-preload/contract/refs.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { startInstance } from '../../stores/actions.ts';
import { Button } from '../../components/Button.tsx';
import { Checkbox } from '../../components/Checkbox.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { SkeletonLines } from '../../components/Skeleton.tsx';
import { loadProducts, useProducts } from '../../stores/connections.ts';
import { show } from '../../stores/surfaces.ts';
import css from './WelcomeScreen.module.css';

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const numberInWords = (count: number) => numbers[count] ?? String(count);

/** Which systems the local instance is connected to as: the first unless chosen otherwise. */
function useChosen(all: readonly ProviderId[]) {
  const [chosen, setChosen] = useState<ReadonlySet<ProviderId> | null>(null);
  const effective = chosen ?? new Set(all.slice(0, 1));
  return {
    // In the order of the list, whatever the order of the ticks: the first is shown when it runs.
    systems: all.filter((provider) => effective.has(provider)),
    toggle(provider: ProviderId, on: boolean) {
      const next = new Set(effective);
      if (on) next.add(provider);
      else next.delete(provider);
      setChosen(next);
    },
    all: () => setChosen(new Set(all)),
  };
}

/** The first screen: the ways to have something to look at. */
export function WelcomeScreen() {
  const { products, error: unread } = useProducts();
  const { systems, toggle, all } = useChosen((products ?? []).map(({ provider }) => provider));
  const [starting, setStarting] = useState<'sample' | 'empty' | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const groupId = useId();
  const start = async (sample: boolean) => {
    setStarting(sample ? 'sample' : 'empty');
    setError(null);
    setError(await startInstance(sample, systems));
    setStarting(null);
  };
  const other = starting === null ? null : 'The local instance is starting.';
  const none =
    products === null
      ? 'The systems are still being read.'
      : systems.length === 0
        ? 'Tick at least one system first.'
        : null;
  const everything = products !== null && systems.length === products.length;
  return (
    <div className={css.welcome}>
      <div className={css.page}>
        <h1 className={css.title}>Welcome to Steward</h1>
        <p className={css.text}>
          Who is in which workspace, in which role, with which tokens: on all your instances of{' '}
          {products === null ? 'several systems' : `${numberInWords(products.length)} systems`}, also offline.
          Connect one to begin.
        </p>
        {error === null ? null : <ErrorNote error={error} />}
        {unread === null ? null : <ErrorNote error={unread} onRetry={() => void loadProducts()} />}
        <ul className={css.ways}>
          <li className={css.way}>
            <Server aria-hidden />
            <div className={css.words}>
              <h2>Try it with a local instance</h2>
              <p>
                A real server on this computer, reachable only from here. With sample data it has a few
                companies’ workspaces, and people who are in several systems at once.
              </p>
              <div role="group" aria-labelledby={groupId} className={css.systems}>
                <span id={groupId} className={css.as}>
                  Connect to it as
                </span>
                {(products ?? []).map(({ provider, name }) => (
                  <Checkbox
                    key={provider}
                    label={name}
                    checked={systems.includes(provider)}
                    onChange={(on) => toggle(provider, on)}
                  />
                ))}
                {products === null || everything ? null : (
                  <button type="button" className={css.all} onClick={all}>
                    All {numberInWords(products.length)}
                  </button>
                )}
              </div>
              <div className={css.actions}>
                <Button
                  variant="primary"
                  busy={starting === 'sample'}
                  disabledReason={starting === 'empty' ? other : none}
                  onClick={() => void start(true)}
                >
                  Start with sample data
                </Button>
                <Button
                  busy={starting === 'empty'}
                  disabledReason={starting === 'sample' ? other : none}
                  onClick={() => void start(false)}
                >
                  Start empty
                </Button>
                {starting === null ? null : (
                  <span role="status" className={css.progress}>
                    Starting the local instance and signing in…
                  </span>
                )}
              </div>
            </div>
          </li>
          <li className={css.way}>
            <Plug aria-hidden />
            <div className={css.words}>
              <h2>Connect to a system</h2>
              {products === null ? (
                unread === null && <SkeletonLines lines={5} label="Reading the systems" />
              ) : (
                <ul className={css.products}>
                  {products.map((product) => (
                    <li key={product.provider}>
                      <span className={css.product}>
                        <b>{product.name}</b>
                        <span>{product.about}</span>
                      </span>
                      <Button
                        size="s"
                        aria-label={`Connect to ${product.name}`}
                        disabledReason={other}
                        onClick={() =>
                          show({
                            type: 'add-connection',
                            start: {
                              from: product.managedAddress === null ? 'address' : 'managed',
                              provider: product.provider,
                            },
                          })
                        }
                      >
                        Connect
                      </Button>
                    </li>
                  ))}
                </ul>
              )}
            </div>
          </li>
          <li className={css.way}>
            <Link2 aria-hidden />
            <div className={`${css.words} ${css.line}`}>
              <div>
                <h2>Only an address?</h2>
                <p>It is checked first, and Steward finds out which system answers there.</p>
              </div>
              <Button
                disabledReason={other}
                onClick={() => show({ type: 'add-connection', start: { from: 'address' } })}
              >
                Connect to a URL
              </Button>
            </div>
          </li>
        </ul>
        <p className={css.foot}>
          Everything read stays on this device, encrypted. Nothing is changed on a server without showing you
          first what will happen.
        </p>
      </div>
    </div>
  );
}
