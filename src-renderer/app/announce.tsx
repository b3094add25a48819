import { create } from 'zustand';

const useWords = create<{ words: string }>(() => ({ words: '' }));

/** Says something to a screen reader that everybody else sees happen. */
export const announce = (words: string) => useWords.setState({ words });

export function Announcer() {
  const words = useWords((state) => state.words);
  return (
    <div role="status" aria-live="polite" className="hidden-words">
      {words}
    </div>
  );
}
