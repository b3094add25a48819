import { useQuery } from '../../../stores/useQuery.ts';

/** Time zones that a workspace can have, the device's own first; fetched only where the system has them. */
export function useTimezones(connectionId: string, enabled: boolean): readonly string[] {
  const { value } = useQuery(enabled ? ['timezones', connectionId] : null, () =>
    window.steward.workspaces.timezones({ connectionId }),
  );
  return value ?? [];
}
