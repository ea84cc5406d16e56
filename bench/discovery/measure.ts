/** Seconds and their words. CPU is user and system time of the whole process, threads included. */
export const median = (numbers: readonly number[]): number => at(numbers, 0.5);
export const at = (numbers: readonly number[], part: number): number =>
  [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * part))]!;

export type Cost = { readonly cpu: number; readonly wall: number };
export const costOf = async (work: () => unknown): Promise<Cost> => {
  const [before, start] = [process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1e6, wall: (performance.now() - start) / 1000 };
};
export const ms = (s: number): string => (s * 1000).toFixed(s < 0.01 ? 2 : 1);
export const peakMb = (): string => (process.resourceUsage().maxRSS / 1024).toFixed(0);
