import { useId, useState } from 'react';
import { Link2, Plug, Server } from 'lucide-react';
import type { ProviderId } from '../../../src-preload/contract/refs.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { startInstance } from '../../stores/actions.ts';
import { Button } from '../../components/Button.tsx';
import { Checkbox } from '../../components/fields/Checkbox.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { PlaceHeading } from '../../components/PlaceHeading.tsx';
import { SkeletonLines } from '../../components/Skeleton.tsx';
import { loadProducts, useProducts } from '../../stores/connections.ts';
import { openDialog } from '../../stores/dialogs.ts';
import { addressText, localText, numberInWords, promiseText, welcomeText } from './text.ts';
import css from './WelcomeScreen.module.css';

/** The systems as which to connect to the local instance: the first unless the user chooses others. */
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

/** The first screen: try a local instance, or connect to a system. */
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
  const busy = starting === null ? null : localText.busy;
  const none = products === null ? localText.loading : systems.length === 0 ? localText.noneSelected : null;
  const everything = products !== null && systems.length === products.length;
  return (
    <div className={css.welcome}>
      <div className={css.page}>
        <PlaceHeading level={1} className={css.title}>
          Welcome to Steward
        </PlaceHeading>
        <p className={css.text}>{welcomeText(products?.length ?? null)}</p>
        {error === null ? null : <ErrorNote error={error} />}
        {unread === null ? null : <ErrorNote error={unread} onRetry={() => void loadProducts()} />}
        <ul className={css.ways}>
          <li className={css.way}>
            <Server aria-hidden />
            <div className={css.words}>
              <h2>Try it with a local instance</h2>
              <p>{localText.about}</p>
              <div role="group" aria-labelledby={groupId} className={css.systems}>
                <span id={groupId} className={css.as}>
                  Systems to connect
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
                  disabledReason={starting === 'empty' ? busy : none}
                  onClick={() => void start(true)}
                >
                  Start with sample data
                </Button>
                <Button
                  busy={starting === 'empty'}
                  disabledReason={starting === 'sample' ? busy : none}
                  onClick={() => void start(false)}
                >
                  Start empty
                </Button>
                {starting === null ? null : (
                  <span role="status" className={css.progress}>
                    {localText.starting}
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
                unread === null && <SkeletonLines lines={5} label="Loading systems" />
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
                        disabledReason={busy}
                        onClick={() =>
                          openDialog({
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
                <h2>Only have an address?</h2>
                <p>{addressText}</p>
              </div>
              <Button
                disabledReason={busy}
                onClick={() => openDialog({ type: 'add-connection', start: { from: 'address' } })}
              >
                Connect to a URL
              </Button>
            </div>
          </li>
        </ul>
        <p className={css.foot}>{promiseText}</p>
      </div>
    </div>
  );
}
