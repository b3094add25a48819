import { ulid } from 'ulid';
import type { Directory } from '../directory.ts';
import { instanceTypeOf, managedUrl, type Role } from '../dialects/system-initiative/rules.ts';
import { formatExtra } from '../dialects/system-initiative/workspace-extra.ts';
import { createRandom } from '../random.ts';
import { emailPart, firstNames, lastNames } from './names.ts';

/** What the big workspace of that many members is called. */
export function bigWorkspaceName(members: number): string {
  return `Big workspace (${members} members)`;
}

function roleOf(index: number): Role {
  return index % 10 === 9 ? 'APPROVER' : 'EDITOR';
}

/**
 * Adds a workspace with that many members, its owner among them, for measuring; one in twenty has not signed up.
 * Seeds and e-mails differ by the size, so that workspaces of several sizes fit into one directory.
 * Does nothing when the owner has one of that size already. Returns its id.
 */
export function addBigWorkspace(
  directory: Directory,
  ownerId: string,
  members: number,
  seed: number,
): string {
  const name = bigWorkspaceName(members);
  const found = directory.workspaces
    .createdBy(ownerId, 'system-initiative')
    .find((workspace) => workspace.name === name);
  if (found) return found.id;

  const random = createRandom(seed + members);
  const now = directory.now();
  // Names and their e-mail spelling are worked out once: a million normalisations would be most of the time.
  const firsts = firstNames.map((name) => ({ name, part: emailPart(name) }));
  const lasts = lastNames.map((name) => ({ name, part: emailPart(name) }));

  return directory.bulk(() => {
    const workspace = directory.workspaces.add({
      system: 'system-initiative',
      name,
      description: 'Made for measuring',
      creatorId: ownerId,
      extra: formatExtra({
        instanceType: instanceTypeOf(managedUrl),
        instanceUrl: managedUrl,
        secret: directory.newId(),
        isDefault: false,
        isFavourite: false,
        isHidden: false,
        approvalsEnabled: false,
      }),
    });
    directory.memberships.add(workspace.id, ownerId, 'OWNER');
    for (let index = 1; index < members; index += 1) {
      const first = firsts[index % firsts.length];
      const last = lasts[Math.floor(index / firsts.length) % lasts.length];
      if (!first || !last) continue;
      const pending = index % 20 === 19;
      const person = directory.people.add({
        id: ulid(now - members + index, random),
        email: `${first.part}.${last.part}.${index}@${members}.big.example`,
        emailVerified: !pending,
        nickname: pending ? null : `${first.part}${index}`,
        firstName: pending ? null : first.name,
        lastName: pending ? null : last.name,
        signupAt: pending ? null : now - members + index,
        tosAcceptedAt: pending ? null : now - members + index,
      });
      directory.memberships.add(workspace.id, person.id, roleOf(index), now - members + index);
    }
    return workspace.id;
  });
}
