import { isolated, shownSentence, shownText } from '../../src-preload/shared/shown-text.ts';

/** Props of elements that are read or seen. What is typed into (`value`) stays as it is. */
const readProps = [
  'title',
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'alt',
  'placeholder',
];

/** A text in an element of its own has that element's direction: a name's own, where the element takes it from its text. */
const hasOwnDirection = (type: unknown, props: object): boolean =>
  typeof type !== 'string' || type === 'bdi' || ('dir' in props && props.dir === 'auto');

const shownChild = (child: unknown, ownDirection: boolean): unknown =>
  typeof child !== 'string' ? child : ownDirection ? shownText(child) : shownSentence(child);
/** Beside others a text is isolated: `{name} left` reads the same in every script. */
const shownSibling = (child: unknown): unknown =>
  typeof child === 'string' ? shownText(isolatedPart(child)) : child;
const isolatedPart = (text: string): string => (/[\t\n\r]/.test(text) ? text : isolated(text));

/**
 * The props of an element or component as they are drawn. All JSX goes through here (`jsxImportSource`), so that no screen can forget that a
 * name may hold characters that turn or hide the text around it.
 */
export function shownProps<Props extends object>(type: unknown, props: Props): Props {
  const next: Record<string, unknown> = {};
  const children: unknown = 'children' in props ? props.children : undefined;
  const shown = Array.isArray(children)
    ? children.map(shownSibling)
    : shownChild(children, hasOwnDirection(type, props));
  if (typeof shown === 'string' ? shown !== children : isChanged(shown, children)) next['children'] = shown;
  if (typeof type === 'string')
    for (const name of readProps) {
      const value: unknown = name in props ? props[name as keyof Props] : undefined;
      if (typeof value === 'string' && shownSentence(value) !== value) next[name] = shownSentence(value);
    }
  return Object.keys(next).length === 0 ? props : { ...props, ...next };
}

const isChanged = (shown: unknown, before: unknown): boolean =>
  Array.isArray(shown) && Array.isArray(before) && shown.some((child, index) => child !== before[index]);
