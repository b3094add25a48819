import * as react from 'react/jsx-dev-runtime';
import { shownProps } from './shown.ts';

/* As jsx-runtime.ts, for the development server. */
export type { JSX } from 'react/jsx-dev-runtime';
export const Fragment = react.Fragment;
export const jsxDEV: typeof react.jsxDEV = (type, props, key, isStatic, source, self) =>
  react.jsxDEV(type, shownProps(type, props as object), key, isStatic, source, self);
