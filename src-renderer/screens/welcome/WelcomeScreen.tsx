import { useState } from 'react';
import { Cloud, Link2, Server } from 'lucide-react';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { startInstance } from '../../app/actions.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { show } from '../../stores/surfaces.ts';
import css from './WelcomeScreen.module.css';

/** The first screen: three ways to have something to look at. */
export function WelcomeScreen() {
  const [starting, setStarting] = useState<'sample' | 'empty' | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const start = async (sample: boolean) => {
    setStarting(sample ? 'sample' : 'empty');
    setError(null);
    setError(await startInstance(sample));
    setStarting(null);
  };
  const other = starting === null ? null : 'The local instance is starting.';
  return (
    <div className={css.welcome}>
      <div className={css.page}>
        <h1 className={css.title}>Welcome to Steward</h1>
        <p className={css.text}>
          Who is in which workspace, in which role, with which tokens: on all your instances, also offline.
          Connect one to begin.
        </p>
        {error === null ? null : <ErrorNote error={error} />}
        <ul className={css.ways}>
          <li className={css.way}>
            <Server aria-hidden />
            <div className={css.words}>
              <h2>Try it with a local instance</h2>
              <p>
                A real server on this computer, reachable only from here. The sample has six workspaces and
                sixty people.
              </p>
              <div className={css.actions}>
                <Button
                  variant="primary"
                  busy={starting === 'sample'}
                  disabledReason={starting === 'empty' ? other : null}
                  onClick={() => void start(true)}
                >
                  Start with sample data
                </Button>
                <Button
                  busy={starting === 'empty'}
                  disabledReason={starting === 'sample' ? other : null}
                  onClick={() => void start(false)}
                >
                  Start empty
                </Button>
              </div>
              {starting === null ? null : (
                <p role="status" className={css.progress}>
                  Starting the local instance and signing in…
                </p>
              )}
            </div>
          </li>
          <li className={css.way}>
            <Cloud aria-hidden />
            <div className={css.words}>
              <h2>System Initiative, managed</h2>
              <p>The service of its vendor. You sign in with your browser, or with a token.</p>
              <div className={css.actions}>
                <Button
                  disabledReason={other}
                  onClick={() => show({ type: 'add-connection', start: { from: 'managed' } })}
                >
                  Connect to System Initiative
                </Button>
              </div>
            </div>
          </li>
          <li className={css.way}>
            <Link2 aria-hidden />
            <div className={css.words}>
              <h2>Another address</h2>
              <p>A server of your own, in your network or on this computer. The address is checked first.</p>
              <div className={css.actions}>
                <Button
                  disabledReason={other}
                  onClick={() => show({ type: 'add-connection', start: { from: 'address' } })}
                >
                  Connect to a URL
                </Button>
              </div>
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
