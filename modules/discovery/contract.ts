/** discovery: finding who qualifies and never asked. A verdict and a lead are hints to a human; neither decides about anybody (D8). */
export * from './contract/facts.ts';
export * from './contract/lead.ts';
export * from './contract/passed.ts';
export * from './contract/policy.ts';
export * from './contract/screening.ts';
