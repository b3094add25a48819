import type { Attempt, CredentialKind, Identity } from '../../../src-preload/contract/connections.ts';
import { useNow } from '../../stores/clock.ts';
import { credentialText } from '../../lib/connection-text.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { Chip } from '../../components/Chip.tsx';
import { expiryText } from './text.ts';
import css from './connections.module.css';

interface IdentityCardProps {
  identity: Identity;
  /** null: signed out, or the system has none. */
  credential: CredentialKind | null;
  expiresAt: Attempt['expiresAt'] | null;
}

/** The signed-in account and its credential. */
export function IdentityCard({ identity, credential, expiresAt }: IdentityCardProps) {
  const now = useNow();
  return (
    <div className={css.identity}>
      <Avatar name={identity.name === '' ? identity.email : identity.name} large />
      <div>
        <div>
          Your account: <b>{identity.name === '' ? identity.email : identity.name}</b>
          {identity.name === '' ? null : ` · ${identity.email}`}
        </div>
        {credential === null ? null : (
          <div className={css.kind}>
            <Chip tone={credential === 'automation' || credential === 'unknown' ? 'warn' : 'ok'}>
              {credentialText[credential].label}
            </Chip>
            <span>
              {credentialText[credential].explained} {expiresAt === null ? '' : expiryText(expiresAt, now)}
            </span>
          </div>
        )}
      </div>
    </div>
  );
}
