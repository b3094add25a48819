import { useEffect, useState } from 'react';

/** Time zones that a workspace can have, the device's own first; fetched only where the system has them. */
export function useTimezones(connectionId: string, wanted: boolean): readonly string[] {
  const [zones, setZones] = useState<readonly string[]>([]);
  useEffect(() => {
    if (!wanted) return undefined;
    let current = true;
    void window.steward.workspaces.timezones({ connectionId }).then((answer) => {
      if (current && answer.ok) setZones(answer.value);
    });
    return () => {
      current = false;
    };
  }, [connectionId, wanted]);
  return zones;
}
