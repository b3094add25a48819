import { useEffect, useState } from 'react';
import type { WorkspaceRef } from '../../../../src-preload/contract/refs.ts';

/** The problem that the server would report for a token's name, checked by the main process as it is typed; null for none. */
export function useTokenNameCheck({ connectionId, workspaceId }: WorkspaceRef, name: string): string | null {
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    void window.steward.tokens.checkName({ connectionId, workspaceId, name }).then((answer) => {
      if (current && answer.ok) setProblem(answer.value);
    });
    return () => {
      current = false;
    };
  }, [connectionId, workspaceId, name]);
  return problem;
}
