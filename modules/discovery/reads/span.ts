import { type AreaPath, rangeOf } from '../../../kernel/area.ts';

/**
 * The narrowest stretch of paths in which everything lies that is asked for and that the post may see. Row-level security draws the exact
 * line; told of the stretch, it need not ask of every row beyond whether the post was let in to that one person (40 µs a row).
 */
export const spanOf = (ranges: readonly AreaPath[], under?: AreaPath | undefined): { readonly from: string; readonly to: string } => {
  const own = ranges.map(rangeOf);
  const asked = under === undefined ? { from: '', to: '~' } : rangeOf(under);
  const lowest = own.map(({ from }) => from).sort()[0] ?? '~';
  const highest =
    own
      .map(({ to }) => to)
      .sort()
      .at(-1) ?? '';
  return { from: [lowest, asked.from].sort()[1]!, to: [highest, asked.to].sort()[0]! };
};
