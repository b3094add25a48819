import { z } from 'zod';
import { known } from '../../../src-preload/contract/known.ts';
import { placeDetails } from '../../../src-preload/contract/workspaces.ts';
import { knownValue } from '../../../src-preload/shared/known.ts';

/** Earlier versions wrote the text alone, and left out what the system didn't report. */
const value = z.union([z.string().transform(knownValue), known(z.string())]);

/** The facts of a place, as its cell holds them. */
export const factsCell = z.array(z.object({ label: z.string(), value }));
/** The same of its details. */
export const detailsFactsCell = z.array(placeDetails.shape.facts.element.extend({ value }));
