/** What was clicked or typed on the last screen before the live one stood. */
export type EarlyInput =
  | { type: 'click'; x: number; y: number; control: string }
  | {
      type: 'key';
      key: string;
      code: string;
      altKey: boolean;
      ctrlKey: boolean;
      metaKey: boolean;
      shiftKey: boolean;
    };

/** Longest input that is kept, in characters: more than anyone types ahead. */
export const earlyInputLimit = 200;

const controls = 'button, a, input, [role=tab], [role=row]';

/** What a control at a point is and is called; null: there is none. Two screens show the same control where these are equal. */
export function controlAt(element: Element | null): { element: Element; is: string } | null {
  const found = element?.closest(controls) ?? null;
  if (found === null) return null;
  const name = found.getAttribute('aria-label') ?? found.textContent;
  return { element: found, is: `${found.tagName} ${found.getAttribute('role') ?? ''} ${name}` };
}
