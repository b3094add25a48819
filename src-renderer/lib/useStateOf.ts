import { useCallback, useState } from 'react';

/**
 * State that belongs to one thing, named by `key`: a component that goes on to show another thing begins with `first` again, and what
 * is set late for the thing before is dropped.
 */
export function useStateOf<Value>(key: string, first: Value): [Value, (value: Value) => void] {
  const [held, setHeld] = useState({ key, value: first });
  // While drawing, so that nothing of the thing before is ever on screen.
  if (held.key !== key) setHeld({ key, value: first });
  const set = useCallback(
    (value: Value) => setHeld((now) => (now.key === key ? { key, value } : now)),
    [key],
  );
  return [held.key === key ? held.value : first, set];
}
