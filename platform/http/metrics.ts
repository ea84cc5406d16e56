/**
 * Numbers in the text form that Prometheus reads (exposition format 0.0.4). Labels are names of our own (routes, commands, outcomes),
 * never what a person typed, so their number is bounded.
 */
export type Labels = Readonly<Record<string, string | number>>;

export type Counter = { add(labels: Labels, by?: number): void };
export type Histogram = { observe(labels: Labels, value: number): void };

export type Metrics = {
  counter(name: string, help: string): Counter;
  /** @param bounds upper bounds, ascending */
  histogram(name: string, help: string, bounds: readonly number[]): Histogram;
  /** Read when asked for. */
  gauge(name: string, help: string, read: () => Promise<readonly (readonly [Labels, number])[]>): void;
  text(): Promise<string>;
};

const escaped = (value: string | number): string => String(value).replace(/[\\"\n]/g, (one) => (one === '\n' ? '\\n' : `\\${one}`));

const withLabels = (name: string, labels: Labels): string => {
  const parts = Object.entries(labels).map(([key, value]) => `${key}="${escaped(value)}"`);
  return parts.length === 0 ? name : `${name}{${parts.join(',')}}`;
};

export const createMetrics = (): Metrics => {
  const sections: (() => Promise<readonly string[]>)[] = [];
  const section = (name: string, help: string, type: string, lines: () => Promise<readonly string[]> | readonly string[]): void => {
    sections.push(async () => [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...(await lines())]);
  };
  return {
    counter: (name, help) => {
      const values = new Map<string, number>();
      section(name, help, 'counter', () => [...values].map(([key, value]) => `${key} ${value}`));
      return {
        add: (labels, by = 1) => {
          const key = withLabels(name, labels);
          values.set(key, (values.get(key) ?? 0) + by);
        },
      };
    },
    histogram: (name, help, bounds) => {
      const series = new Map<string, { readonly labels: Labels; readonly counts: number[]; sum: number; all: number }>();
      section(name, help, 'histogram', () =>
        [...series.values()].flatMap(({ labels, counts, sum, all }) => [
          ...bounds.map((le, i) => `${withLabels(`${name}_bucket`, { ...labels, le })} ${counts[i]}`),
          `${withLabels(`${name}_bucket`, { ...labels, le: '+Inf' })} ${all}`,
          `${withLabels(`${name}_sum`, labels)} ${sum}`,
          `${withLabels(`${name}_count`, labels)} ${all}`,
        ]),
      );
      return {
        observe: (labels, value) => {
          const key = withLabels(name, labels);
          let one = series.get(key);
          if (one === undefined) {
            one = { labels, counts: bounds.map(() => 0), sum: 0, all: 0 };
            series.set(key, one);
          }
          // Cumulative, as the format wants it.
          for (let i = bounds.length - 1; i >= 0 && value <= bounds[i]!; i -= 1) one.counts[i]! += 1;
          one.sum += value;
          one.all += 1;
        },
      };
    },
    gauge: (name, help, read) =>
      section(name, help, 'gauge', async () => (await read()).map(([labels, value]) => `${withLabels(name, labels)} ${value}`)),
    text: async () => `${(await Promise.all(sections.map((lines) => lines()))).flat().join('\n')}\n`,
  };
};
