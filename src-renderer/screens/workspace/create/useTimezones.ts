import { useQuery } from '../../../stores/useQuery.ts';

/** Time zones that a workspace can have, the device's own first; fetched only where the system has them. */
export function useTimezones(connectionId: string, wanted: boolean): readonly string[] {
  const { value } = useQuery(wanted ? ['timezones', connectionId] : null, () =>
    window.steward.workspaces.timezones({ connectionId }),
  );
  return value ?? [];
}
