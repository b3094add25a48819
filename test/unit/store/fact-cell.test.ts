import { describe, expect, it } from 'vitest';
import { detailsFactsCell, factsCell } from '../../../src-main/store/roster/fact-cell.ts';
import { knownValue, none, notReported } from '../../../src-preload/shared/known.ts';

describe('the facts of a place in their cell', () => {
  it('they are read as they were written', () => {
    const facts = [knownValue('Live'), none, notReported].map((value) => ({ label: 'Kind', value }));
    expect(factsCell.parse(JSON.parse(JSON.stringify(facts)))).toEqual(facts);
  });

  it('they are known where an earlier version wrote their text alone', () => {
    const fact = { label: 'Kind', value: 'Live' };
    const details = { ...fact, tone: 'warn', hint: 'It sleeps.' };
    expect(factsCell.parse([fact])).toEqual([{ ...fact, value: knownValue('Live') }]);
    expect(detailsFactsCell.parse([details])).toEqual([{ ...details, value: knownValue('Live') }]);
  });
});
