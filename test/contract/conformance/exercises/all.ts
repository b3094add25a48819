import type { Capability } from '../../../../src-preload/contract/capabilities.ts';
import { organizationExercises } from './organizations.ts';
import { peopleExercises } from './people.ts';
import { roleExercises } from './roles.ts';
import type { Exercise } from './scene.ts';
import { tokenExercises } from './tokens.ts';
import { workspaceExercises } from './workspaces.ts';

/** How each capability is done, whichever system it is. */
export const exercises: Readonly<Record<Capability, Exercise>> = {
  ...organizationExercises,
  ...workspaceExercises,
  ...peopleExercises,
  ...roleExercises,
  ...tokenExercises,
};

/** What is done of the connection rather than in a place: whoever does it needs no role there. */
export const needsNoRole: ReadonlySet<Capability> = new Set(['invitation.accept', 'invitation.decline']);
