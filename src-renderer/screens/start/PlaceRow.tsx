import { PencilLine } from 'lucide-react';
import type { Workspace } from '../../../src-preload/contract/workspaces.ts';
import { plural } from '../../../src-preload/shared/format/numbers.ts';
import { Chip } from '../../components/Chip.tsx';
import { placeIcon } from '../../components/placeIcon.ts';
import { Tooltip } from '../../components/overlays/Tooltip.tsx';
import { kindText } from '../../lib/connection-text.ts';
import type { Branch } from '../../lib/places.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { UserText } from '../../components/UserText.tsx';
import css from './StartPage.module.css';
import { startPageText } from './text.ts';

interface PlaceRowProps {
  place: Workspace;
  tokens: { one: string; many: string };
  /** An organization, above its workspaces. */
  head?: boolean;
  /** Belongs to the organization above it. */
  within?: boolean;
  /** The organization's name, where the row isn't below it. */
  context?: string | null;
}

function countsOf(
  { scope, membersAt, tokensAt, members, pending, activeTokens }: Workspace,
  nouns: PlaceRowProps['tokens'],
) {
  return [
    scope === 'account' || membersAt !== null || members === null ? null : plural(members, 'member'),
    membersAt !== null || pending === null || pending === 0 ? null : `${pending} pending`,
    tokensAt !== null || activeTokens === null || (activeTokens === 0 && scope !== 'account')
      ? null
      : `${plural(activeTokens, nouns.one, nouns.many)}`,
  ].filter((part) => part !== null);
}

/** A workspace, organization or account to open, with what distinguishes it from the others. */
export function PlaceRow({ place, tokens, head = false, within = false, context = null }: PlaceRowProps) {
  const go = useNavigation((state) => state.go);
  const { id, name, scope, instance, isDefault, myRole, origin, note } = place;
  const Icon = placeIcon(place);
  const about = [
    context,
    // A workspace that was entered by hand has no known instance.
    scope === 'workspace' && origin !== 'entered' ? kindText[instance.kind] : null,
    ...countsOf(place, tokens),
    note === '' ? null : note,
  ].filter((part) => part !== null);
  return (
    <li className={head ? css.headRow : within ? css.within : ''}>
      <button
        type="button"
        data-place
        className={css.place}
        onClick={() => go({ workspaceId: id, screen: 'workspace' })}
      >
        <Icon aria-hidden />
        <span className={css.words}>
          <span className={css.name}>
            <UserText className={css.label} keepEnd>
              {name}
            </UserText>
            {isDefault.state === 'known' && isDefault.value ? <Chip tone="ok">Default</Chip> : null}
            {origin === 'entered' ? (
              <Tooltip text={startPageText.addedManually}>
                <span className={css.entered}>
                  <PencilLine aria-hidden />
                  <span className="hidden-words">Added manually</span>
                </span>
              </Tooltip>
            ) : null}
          </span>
          <span className={css.about}>{about.join(' · ')}</span>
        </span>
        {/* A custom role may have no name yet, and its id means nothing to the user. */}
        {myRole.state === 'known' && myRole.value.label !== myRole.value.id ? (
          <Chip tone="role">{myRole.value.label}</Chip>
        ) : null}
      </button>
    </li>
  );
}

/** A workspace, or an organization with its workspaces. */
export function BranchRows({ branch, tokens }: { branch: Branch; tokens: PlaceRowProps['tokens'] }) {
  if (branch.type === 'workspace') return <PlaceRow place={branch.place} tokens={tokens} />;
  return (
    <>
      {branch.place === null ? (
        <li className={css.named}>
          <UserText keepEnd>{branch.name}</UserText>
        </li>
      ) : (
        <PlaceRow place={branch.place} tokens={tokens} head />
      )}
      {branch.workspaces.map((place) => (
        <PlaceRow key={place.id} place={place} tokens={tokens} within />
      ))}
    </>
  );
}
