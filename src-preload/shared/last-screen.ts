/** An element or a text of the last screen, in the order of the page; `depth` 0 is the outermost element. */
export type ScreenNode =
  | { depth: number; text: string }
  | { depth: number; tag: ScreenTag; attributes: Partial<Record<string, string>> };

/** The elements that a screen is drawn with. None of them runs a script, loads a file or leads elsewhere. */
export const screenTags = [
  ...['div', 'span', 'p', 'main', 'aside', 'nav', 'header', 'footer', 'section', 'ul', 'ol', 'li'],
  ...['h1', 'h2', 'h3', 'h4', 'b', 'strong', 'em', 'i', 'small', 'code', 'kbd', 'time', 'label', 'bdi', 'br'],
  ...['a', 'button', 'input', 'svg', 'g', 'path', 'circle', 'rect', 'line', 'polyline', 'polygon', 'ellipse'],
] as const;
export type ScreenTag = (typeof screenTags)[number];

/**
 * The attributes that decide how an element looks and what it is called. Never `value`, which holds what was typed, `id`, which the
 * live page needs for itself, or an address.
 */
export const screenAttributes: readonly string[] = [
  ...['class', 'style', 'role', 'type', 'placeholder', 'disabled', 'hidden', 'dir', 'viewBox', 'xmlns'],
  ...[
    'width',
    'height',
    'fill',
    'stroke',
    'stroke-width',
    'stroke-linecap',
    'stroke-linejoin',
    'd',
    'x',
    'y',
  ],
  ...['x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r', 'rx', 'ry', 'points', 'transform'],
  ...['aria-label', 'aria-current', 'aria-disabled', 'aria-expanded', 'aria-pressed', 'aria-selected'],
  ...['data-active', 'data-allowed', 'data-colour', 'data-level', 'data-mine', 'data-on', 'data-selected'],
  ...['data-sorted', 'data-state', 'data-whole', 'data-fetched-at'],
];

/** What is kept at most; a larger screen isn't kept. */
export const screenLimits = { nodes: 6000, depth: 60, text: 2000 };

/** Marks an element whose text is the age of a list: the time of its fetch (epoch ms). */
export const fetchedAtAttribute = 'data-fetched-at';

/** Marks an element whose content is true for the moment alone; the last screen shows it empty. */
export const momentaryAttribute = 'data-momentary';

/** The element that shows the last screen until the live one stands. */
export const lastScreenId = 'last-screen';

/** The font that the last screen is shown with. */
export const screenFont = '1em "Inter Variable"';

/** The link that names the page's script, which starts once the last screen is painted. */
export const pageScriptId = 'page-script';

/** Marks an element whose children, if there are any, are true for the moment alone: a screen with them isn't kept. */
export const unkeptAttribute = 'data-unkept';
