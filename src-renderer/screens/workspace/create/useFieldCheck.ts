import { useEffect, useState } from 'react';
import type { ConnectionKind } from '../../../../src-preload/contract/connections.ts';

export interface FieldsToCheck {
  connectionId: string;
  kind: ConnectionKind;
  name: string;
  description: string;
  url: string;
}

export type FieldProblems = Record<'name' | 'description' | 'url', string | null>;
const nothing: FieldProblems = { name: null, description: null, url: null };

/** The problems that the server would report for these fields, checked by the main process as they are typed. */
export function useFieldCheck({ connectionId, kind, name, description, url }: FieldsToCheck): FieldProblems {
  const [problems, setProblems] = useState(nothing);
  useEffect(() => {
    let current = true;
    void window.steward.workspaces.check({ connectionId, kind, name, description, url }).then((answer) => {
      if (!current || !answer.ok) return;
      const found = { ...nothing };
      for (const { path, message } of answer.value) found[path] ??= message;
      setProblems(found);
    });
    return () => {
      current = false;
    };
  }, [connectionId, kind, name, description, url]);
  return problems;
}
