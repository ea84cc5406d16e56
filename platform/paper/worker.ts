import { fileURLToPath } from 'node:url';
import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler';

/** The process that turns templates into PDF. It lives only while there is something to print: the compiler and its fonts take about 200 MB. */

export type PaperJob = { readonly n: number; readonly template: string; readonly data: string };
export type PaperAnswer = { readonly n: number; readonly pdf: Uint8Array } | { readonly n: number; readonly error: string };

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const font = (weight: string): string =>
  fileURLToPath(import.meta.resolve(`@expo-google-fonts/noto-sans-sc/${weight}/NotoSansSC_${weight}.ttf`));

const compiler = NodeCompiler.create({ workspace: ROOT, fontArgs: [{ fontPaths: ['400Regular', '700Bold'].map(font) }] });

/** Data go in as one JSON text: a template reads it with `json(bytes(sys.inputs.data))`, so nothing in it is ever read as markup. */
const render = ({ template, data }: PaperJob): Uint8Array => {
  const compiled = compiler.compile({ mainFilePath: `${ROOT}${template}`, inputs: { data }, resetRead: true });
  const error = compiled.takeError();
  if (error !== null || compiled.result === null) throw new Error(`${template}: ${messages(error)}`);
  // Without this, a missing font is silently replaced by whatever the machine has.
  const warnings = messages(compiled.takeWarnings());
  if (warnings.includes('unknown font')) throw new Error(`${template}: ${warnings}`);
  const pdf = compiler.pdf(compiled.result);
  compiler.evictCache(0);
  return pdf;
};

const messages = (error: NodeError | null): string =>
  error === null
    ? ''
    : compiler
        .fetchDiagnostics(error)
        .map((diagnostic: { message: string }) => diagnostic.message)
        .join('; ');

const answer = (job: PaperJob): PaperAnswer => {
  try {
    return { n: job.n, pdf: render(job) };
  } catch (error) {
    return { n: job.n, error: error instanceof Error ? error.message : String(error) };
  }
};

process.on('message', (job: PaperJob) => process.send?.(answer(job)));
process.on('disconnect', () => process.exit(0));
