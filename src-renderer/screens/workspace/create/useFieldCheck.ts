import type { InstanceKind } from '../../../../src-preload/contract/workspaces.ts';
import { normalizeName, normalizeUrl } from '../../../../src-preload/shared/normalize.ts';
import { useQuery } from '../../../stores/useQuery.ts';

export interface FieldsToCheck {
  connectionId: string;
  kind: InstanceKind;
  name: string;
  description: string;
  url: string;
}

export type FieldProblems = Record<'name' | 'description' | 'url', string | null>;
const nothing: FieldProblems = { name: null, description: null, url: null };

/** The problems that the server would report for these fields, checked by the main process as they are typed. */
export function useFieldCheck({ connectionId, kind, name, description, url }: FieldsToCheck): FieldProblems {
  const { value } = useQuery(
    ['field-check', connectionId, kind, name, description, url],
    () =>
      window.steward.workspaces.check({
        connectionId,
        kind,
        // As they are sent.
        name: normalizeName(name).text,
        description,
        url: normalizeUrl(url).text,
      }),
    { keepPrevious: true },
  );
  const problems = { ...nothing };
  for (const { path, message } of value ?? []) problems[path] ??= message;
  return problems;
}
