import { create } from 'zustand';

const useWords = create<{ words: string }>(() => ({ words: '' }));

/** Tells screen readers what can be seen to happen. */
export const announce = (words: string) => useWords.setState({ words });

export function Announcer() {
  const words = useWords((state) => state.words);
  return (
    <div role="status" aria-live="polite" className="hidden-words">
      {words}
    </div>
  );
}
