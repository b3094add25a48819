import type { Role } from '../../../../src-preload/contract/roles.ts';
import type { RadioCard } from '../../../components/fields/RadioCards.tsx';
import { notAssignableText } from './text.ts';

/** The roles of a place to choose one from, highest first. */
export const roleCards = (roles: readonly Role[]): RadioCard<string>[] =>
  [...roles]
    .sort((a, b) => b.rank - a.rank)
    .map(({ id, label, description, assignable }) => ({
      value: id,
      label,
      description,
      disabledReason: assignable ? null : notAssignableText,
    }));
