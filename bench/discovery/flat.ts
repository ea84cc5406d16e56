import { circuitOf } from '../../modules/discovery/screening/circuit.ts';
import { openStore } from '../../modules/discovery/screening/wasm/sweeper.ts';
import { costOf, median, peakMb } from './measure.ts';
import { workload } from './workload.ts';

/** Residents are screened in pieces of at most this many: memory stays that of one piece. */
const PIECE = 1_000_000;

/** Cost per resident at different sizes: cold (raw columns to verdict bits) and warm (sweep and id lists), in ns of CPU. */
export const measureFlat = async (sizes: readonly number[]): Promise<void> => {
  for (const size of sizes) {
    const [cold, warm]: [number[], number[]] = [[], []];
    for (let from = 0; from < size; from += PIECE) {
      const piece = Math.min(PIECE, size - from);
      const w = workload(piece, 7 + from);
      const circuit = circuitOf(w.rules, w.dictionary, w.today);
      // small sizes are over before the clock of the system ticks: several times
      const times = Math.max(2, Math.round(100_000 / piece));
      let opened = openStore(w.raw, circuit, w.dictionary);
      const first = await costOf(() => {
        for (let i = 0; i < times; i += 1) {
          opened = openStore(w.raw, circuit, w.dictionary);
          opened.sweeper.sweep();
        }
      });
      opened.sweeper.listAll();
      const second = await costOf(() => {
        for (let i = 0; i < 3 * times; i += 1) {
          opened.sweeper.sweep();
          opened.sweeper.listAll();
        }
      });
      cold.push((first.cpu * 1e9) / times / piece);
      warm.push((second.cpu * 1e9) / (3 * times) / piece);
    }
    console.info(
      `${String(size).padStart(9)} residents: cold ${median(cold).toFixed(0)} ns, warm with id lists ${median(warm).toFixed(1)} ns CPU each; peak so far ${peakMb()} MB`,
    );
  }
};
