import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import reader from 'zxing-wasm/reader/zxing_reader.wasm?url';

// Served by ourselves: left alone, the library fetches its reader from elsewhere.
prepareZXingModule({ overrides: { locateFile: () => reader } });

/** What the first code in a picture says; null where there is none. @throws where the browser can't run the reader */
export const readCode = async (picture: ImageData): Promise<string | null> => {
  const [found] = await readBarcodes(picture, { formats: ['QRCode', 'Code128', 'DataMatrix'], tryHarder: true, maxNumberOfSymbols: 1 });
  return found?.isValid ? found.text : null;
};
