/** The modules in the order in which imports may point: a module may use those before it. tests/rules holds the code to it. */
export const MODULES = [
  'network',
  'catalogue',
  'residents',
  'materials',
  'work',
  'custody',
  'asks',
  'cases',
  'trips',
  'discovery',
  'notices',
  'campaigns',
  'petitions',
  'counter',
  'evaluation',
  'statistics',
] as const;
