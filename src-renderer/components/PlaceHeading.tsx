import type { HTMLAttributes } from 'react';
import { useHeadingFocus } from '../stores/arrival.ts';

interface PlaceHeadingProps extends HTMLAttributes<HTMLHeadingElement> {
  level?: 1 | 2;
}

/** The heading of what the window shows: it gets the focus when one arrives there by keyboard. */
export function PlaceHeading({ level = 2, ...props }: PlaceHeadingProps) {
  const heading = useHeadingFocus();
  const Heading = level === 1 ? 'h1' : 'h2';
  return <Heading ref={heading} tabIndex={-1} {...props} />;
}
